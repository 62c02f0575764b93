import { Button, Textarea } from '@mantine/core';
import type { Card } from '../../../contract/card.ts';
import { useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CheckedWords } from '../drafts/checked-words.tsx';
import { Suggestions } from '../drafts/suggestions.tsx';
import styles from './draft-check.module.css';
import { Section } from './section.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

/** As many characters as the server reads. */
const MOST = 20_000;
/** From so many on it is worth saying how many there are. */
const COUNTED_FROM = 19_000;

/** Words that somebody means to say, read as the gate reads the posts; for those who may decide about the card. */
export function DraftCheckSection({ card }: { card: Card }) {
  const me = useMe();
  const { brand, id } = card.opportunity;
  const decides = me.brands.find((one) => one.id === brand)?.permissions.includes('decide');
  return decides ? <Writing key={id} card={card} /> : null;
}

function Writing({ card }: { card: Card }) {
  const { t } = useWords();
  const { opportunity, hold } = card;
  const { text, settled, write } = useKeptDraft(opportunity.id);
  const clear = (
    <Button size="compact-sm" variant="subtle" onClick={() => write('')}>
      {t('draftCheck.clear')}
    </Button>
  );
  return (
    <Section title={t('draftCheck.title')} aside={text !== '' && clear}>
      <p className={styles.lead}>{t('draftCheck.lead')}</p>
      <Textarea
        aria-label={t('draftCheck.label')}
        placeholder={t('draftCheck.placeholder')}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={MOST}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      {text.length >= COUNTED_FROM && (
        <p className={styles.quiet}>{t('draftCheck.characters', { count: text.length, most: MOST })}</p>
      )}
      <Suggestions card={card} text={text} onUse={write} />
      <CheckedWords
        brand={opportunity.brand}
        opportunity={opportunity.id}
        verdict={`${opportunity.verdict.level} ${hold?.at ?? ''}`}
        text={settled}
        isWriting={text !== settled}
      />
    </Section>
  );
}
