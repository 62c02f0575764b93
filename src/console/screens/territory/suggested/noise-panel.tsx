import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoisePack } from '../../../../contract/first-territory.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { startersQuery, switchNoise } from '../../../api/first-territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './suggested.module.css';

interface Props {
  readonly brand: string;
  readonly territory: Territory;
  onReplace(territory: Territory): void;
}

/** Noise that topics leave out: the list and the `NOT` are put into the rules where everybody sees them. */
export function NoisePanel(props: Props) {
  const { t } = useWords();
  const { data: starters } = useQuery(startersQuery);
  if (!starters || starters.noise.length === 0) return null;
  return (
    <details className={styles.panel}>
      <summary>{t('wizard.noise.packs')}</summary>
      <div className={styles.body}>
        <p className={styles.quiet}>{t('wizard.noise.panelLead')}</p>
        {starters.noise.map((pack) => (
          <Pack key={pack.id} {...props} pack={pack} />
        ))}
      </div>
    </details>
  );
}

function Pack({ brand, territory, pack, onReplace }: Props & { readonly pack: NoisePack }) {
  const { t, code } = useWords();
  // What was asked for shows at once; the rules follow when the server has written them.
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const change = useMutation({
    mutationFn: (topics: string[]) => switchNoise(brand, { territory, pack: pack.id, topics }),
    onSuccess: (answer) => onReplace(answer.territory),
    onSettled: () => setAsked(null),
  });
  const ask = (topics: string[]) => {
    setAsked(topics);
    change.mutate(topics);
  };
  const named = new RegExp(`\\bNOT\\s+list:noise-${pack.id}(?![a-z0-9-])`);
  const written = territory.topics.flatMap(({ id, query }) => (named.test(query) ? [id] : []));
  const on = asked ?? written;
  const all = territory.topics.map(({ id }) => id);
  return (
    <fieldset className={styles.pack} disabled={asked !== null}>
      <legend>
        {pack.label[code]} <code>list:noise-{pack.id}</code>
      </legend>
      <p className={styles.quiet}>
        {t('wizard.noise.entries', { words: pack.entries.slice(0, 6).join(', '), count: pack.entries.length - 6 })}
      </p>
      <div className={styles.topics}>
        {territory.topics.map(({ id, label }) => (
          <Checkbox
            key={id}
            size="xs"
            label={label}
            checked={on.includes(id)}
            onChange={() => ask(on.includes(id) ? on.filter((one) => one !== id) : [...on, id])}
          />
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t(on.length === all.length ? 'wizard.noise.noneOf' : 'wizard.noise.allOf', {
            pack: pack.label[code],
          })}
          onClick={() => ask(on.length === all.length ? [] : all)}
        >
          {t(on.length === all.length ? 'wizard.noise.none' : 'wizard.noise.all')}
        </Button>
      </div>
      {change.isError && <p role="status">{t('wizard.noise.failed')}</p>}
    </fieldset>
  );
}
