import { Link } from '@tanstack/react-router';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';

/** To the territory of the first brand somebody may change, or read. */
export function TerritoryLink() {
  const { t } = useWords();
  const { brands } = useMe();
  const brand = brands.find(({ permissions }) => permissions.includes('edit-territory')) ?? brands[0];
  if (!brand) return null;
  return (
    <Link to="/t/$brand" params={{ brand: brand.id }}>
      {t('territory.title')}
    </Link>
  );
}
