import type { Explanation } from '../../contract/query.ts';
import { markText } from './marked-text.ts';
import styles from './why.module.css';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly hits: Explanation['hits'];
  /** Of the text, where it is known. */
  readonly lang?: string | undefined;
}

/** Title and text of an item with the words marked that a rule found. */
export function MarkedFields({ title, text, hits, lang }: Props) {
  return (
    [
      ['title', title],
      ['body', text],
    ] as const
  ).map(([field, whole]) => {
    if (whole === '') return null;
    const places = hits.filter((hit) => hit.field === field);
    return (
      <p key={field} className={styles.text} dir="auto" lang={lang === 'und' ? undefined : lang}>
        {markText(whole, places).map(({ text: piece, marked }, i) =>
          marked ? <mark key={i}>{piece}</mark> : <span key={i}>{piece}</span>,
        )}
      </p>
    );
  });
}
