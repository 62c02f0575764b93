import { useWords } from '../../../ui/use-words.ts';
import { YamlFaults } from '../transfer/yaml-faults.tsx';
import { Choice } from './news-bar.tsx';
import { useNews } from './use-news.ts';
import type { Trouble, Versions } from './use-versions.ts';
import styles from './versions.module.css';

interface Props {
  readonly versions: Versions;
  /** Shows a place of the text that was sent. */
  onGo?(line: number, column: number): void;
}

/** Why nothing was done, and what to do about it. */
export function TroubleNote({ versions, onGo }: Props) {
  const { t } = useWords();
  const { trouble, brand, place } = versions;
  const news = useNews(brand, place);
  if (!trouble) return null;
  return (
    <div role="alert" className={styles.trouble}>
      <p>{t(`versions.trouble.${trouble.kind}`, { detail: trouble.detail })}</p>
      {wasOutrun(trouble) && news && <p>{news.said}</p>}
      {trouble.kind === 'bad-yaml' && <YamlFaults faults={trouble.faults} onGo={onGo} />}
      {wasOutrun(trouble) && <Choice {...{ versions, news }} />}
    </div>
  );
}

const wasOutrun = ({ kind }: Trouble): boolean => kind === 'other-revision' || kind === 'other-live';
