import type { ReactNode } from 'react';
import styles from './screen-header.module.css';

interface Props {
  readonly title: string;
  /** A sentence on what the screen is for. */
  readonly lead?: ReactNode;
  /** What can be done with the whole of it. */
  readonly children?: ReactNode;
}

/** The head of every screen but the feed and the wall, which have no room to lose. */
export function ScreenHeader({ title, lead, children }: Props) {
  return (
    <div className={styles.header}>
      <div>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </div>
      {children && <div className={styles.tools}>{children}</div>}
    </div>
  );
}
