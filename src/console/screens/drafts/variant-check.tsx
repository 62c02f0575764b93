import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Platform } from '../../../contract/platform.ts';
import { draftCheckQuery } from '../../api/drafts.ts';
import { useWords } from '../../ui/use-words.ts';
import { CheckedWords } from './checked-words.tsx';
import styles from './drafts.module.css';
import { platformName } from './editor/platforms.ts';

interface Props {
  readonly platform: Platform;
  readonly brand: string;
  readonly opportunity: string;
  readonly verdict: string;
  readonly text: string;
  readonly isWriting: boolean;
}

/** What was found in the words for one platform, where something was, or where they could not be read. */
export function VariantCheck({ platform, ...about }: Props) {
  const { t } = useWords();
  const { data, error } = useQuery({ ...draftCheckQuery(about), placeholderData: keepPreviousData });
  if (about.text.trim() === '' || (!error && !data?.findings.length)) return null;
  return (
    <div className={styles.shownOn}>
      <p className={styles.quiet}>{t('editor.checkOf', { platform: platformName(t, platform) })}</p>
      <CheckedWords {...about} />
    </div>
  );
}
