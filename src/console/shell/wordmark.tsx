import styles from './shell.module.css';

export function Wordmark() {
  return (
    <span className={styles.wordmark}>
      <img src="/icon.svg" alt="" width="22" height="22" />
      Rebond
    </span>
  );
}
