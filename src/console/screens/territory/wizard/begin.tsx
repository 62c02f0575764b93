import { useQueryClient } from '@tanstack/react-query';
import type { Territory } from '../../../../contract/territory.ts';
import { ApiError } from '../../../api/client.ts';
import { copyQuery } from '../../../api/versions.ts';
import { keepFirstTerritory } from '../../../api/first-territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import { Wizard } from './wizard.tsx';

interface Props {
  readonly brand: { readonly id: string; readonly name: string; readonly languages: readonly string[] };
}

/** A brand without a territory: the wizard, whose result is kept as the working copy. Nothing goes live. */
export function Begin({ brand }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const keep = async (territory: Territory): Promise<string | null> => {
    try {
      await keepFirstTerritory(brand.id, territory);
    } catch (error) {
      return (error instanceof ApiError && error.detail) || t('wizard.failedDo');
    }
    await client.refetchQueries(copyQuery(brand.id));
    return null;
  };
  return <Wizard brand={brand.id} name={brand.name} languages={brand.languages} onDone={keep} />;
}
