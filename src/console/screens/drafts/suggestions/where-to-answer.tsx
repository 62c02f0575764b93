import { useQuery } from '@tanstack/react-query';
import { whereQuery } from '../../../api/suggestions.ts';
import { sayPlatform } from '../../../ui/platform.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './suggestions.module.css';

/** Platforms named behind the best. */
const MOST_OTHERS = 3;

/** Where to answer, in one line with why; nothing while it is not known. */
export function WhereToAnswerLine({ opportunity }: { opportunity: string }) {
  const { t, words, language } = useWords();
  const platforms = useQuery(whereQuery(opportunity)).data?.platforms ?? [];
  const [best, ...others] = platforms;
  if (!best) return null;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const why = list.format(best.because.map(({ code, data }) => words.t(`suggestions.where.${code}`, data)));
  const then = list.format(others.slice(0, MOST_OTHERS).map(({ platform }) => sayPlatform(platform)));
  return (
    <p className={styles.where}>
      <strong>{t('suggestions.where.label')}</strong>{' '}
      {t('suggestions.where.best', { platform: sayPlatform(best.platform), why })}{' '}
      {then !== '' && <span className={styles.quiet}>{t('suggestions.where.then', { platforms: then })}</span>}
    </p>
  );
}
