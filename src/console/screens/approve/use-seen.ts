import { useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { useWords } from '../../ui/use-words.ts';

interface Seen {
  readonly version: number;
  readonly level: Card['opportunity']['verdict']['level'];
}

/** Text and verdict as they were when the draft came before the person: whatever changes since must be read again. */
export function useSeen({ opportunity }: Card, { version, author }: Draft) {
  const { t } = useWords();
  const { level } = opportunity.verdict;
  const [seen, setSeen] = useState<Seen>({ version, level });
  const read = () => setSeen({ version, level });
  const changed = { now: t(`verdict.${level}`), then: t(`verdict.${seen.level}`) };
  const news =
    seen.version !== version
      ? t('drafts.approve.changed', { name: author.name })
      : seen.level !== level
        ? t('drafts.approve.changedVerdict', changed)
        : null;
  return { news, read };
}
