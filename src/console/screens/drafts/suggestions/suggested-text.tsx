import { Button } from '@mantine/core';
import type { Suggestion } from '../../../../contract/suggestion.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { Change } from './use-suggestions.ts';
import styles from './suggestions.module.css';

interface Props {
  readonly one: Suggestion;
  onUse(): void;
  onChange(change: Change): void;
}

const CHANGES = [
  ['shorter', 'suggestions.shorter'],
  ['bolder', 'suggestions.bolder'],
  ['other-language', 'suggestions.otherLanguage'],
  ['another', 'suggestions.another'],
] as const;

/** One suggestion: its words, its angle, what it is based on, and what can be done with it. */
export function SuggestedText({ one, onUse, onChange }: Props) {
  const { t, words, language } = useWords();
  const based = one.basedOn
    .map(({ code, data }) =>
      words.exists(`suggestions.based.${code}`) ? words.t(`suggestions.based.${code}`, data) : '',
    )
    .filter((said) => said !== '');
  const what = new Intl.ListFormat(language, { type: 'conjunction' }).format(based);
  return (
    <li className={styles.one}>
      <p className={styles.words} lang={one.lang} dir="auto">
        {one.text}
      </p>
      <p className={styles.quiet}>
        <strong>{t(`suggestions.angles.${one.angle}`)}</strong>
        {' · '}
        <bdi>{t('suggestions.basedOn', { what })}</bdi>
        {one.writer !== 'template' && (
          <>
            {' · '}
            <bdi>{t('suggestions.by', { writer: one.writer })}</bdi>
          </>
        )}
      </p>
      <div className={styles.acts}>
        <Button size="compact-sm" variant="light" onClick={onUse}>
          {t('suggestions.use')}
        </Button>
        {CHANGES.map(([change, label]) => (
          <Button key={change} size="compact-sm" variant="subtle" onClick={() => onChange(change)}>
            {t(label)}
          </Button>
        ))}
      </div>
    </li>
  );
}
