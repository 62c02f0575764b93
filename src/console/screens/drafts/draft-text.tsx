import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { draftCheckQuery } from '../../api/drafts.ts';
import { useWords } from '../../ui/use-words.ts';
import check from '../opportunity/draft-check.module.css';
import { markText } from '../../why/marked-text.ts';
import { CheckedWords } from './checked-words.tsx';
import styles from './drafts.module.css';

/** The words themselves, with their own line breaks and direction, what was found in them marked; the findings below. */
export function DraftText({ card, draft }: { card: Card; draft: Draft }) {
  const { t } = useWords();
  const { text, lang } = draft;
  const about = aboutCheck(card, text);
  const found = useQuery(draftCheckQuery(about)).data?.findings ?? [];
  const places = found.flatMap((finding) => finding.places.map(([from, to]) => ({ from, to })));
  return (
    <>
      <div
        role="group"
        aria-label={t('drafts.label')}
        className={`${styles.text} ${check.marks}`}
        dir="auto"
        lang={lang === 'und' ? undefined : lang}
        tabIndex={0}
      >
        {markText(text, places).map(({ text: piece, marked }, i) =>
          marked ? <mark key={i}>{piece}</mark> : <span key={i}>{piece}</span>,
        )}
      </div>
      <CheckedWords {...about} isWriting={false} isMarked />
    </>
  );
}

/** What the check of words has to know of the story they are about. */
export function aboutCheck({ opportunity, hold }: Card, text: string) {
  const verdict = `${opportunity.verdict.level} ${hold?.at ?? ''}`;
  return { brand: opportunity.brand, opportunity: opportunity.id, verdict, text };
}
