import type { Card } from '../../contract/card.ts';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import { Initials } from './people.tsx';
import styles from './people.module.css';

/** Who takes care of it; nothing while nobody does. */
export function Assignee({ card: { assignment } }: { card: Card }) {
  const { t } = useWords();
  const me = useMe();
  if (!assignment) return null;
  const mine = assignment.to.id === me.id;
  return (
    <span className={styles.on} data-mine={mine || undefined}>
      <Initials name={assignment.to.name} />
      <span>{mine ? t('team.assign.mine') : t('team.assign.by', { name: assignment.to.name })}</span>
    </span>
  );
}
