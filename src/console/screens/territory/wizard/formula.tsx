import styles from './wizard.module.css';

const OPERATOR = /(\b(?:AND|OR|NOT)\b|list:[a-z0-9-]+)/;

/** A rule in the product's language: operators and the names of lists stand out. */
export function Formula({ query }: { query: string }) {
  return (
    <code className={styles.formula}>
      {query.split(OPERATOR).map((piece, i) => (OPERATOR.test(piece) ? <b key={i}>{piece}</b> : piece))}
    </code>
  );
}
