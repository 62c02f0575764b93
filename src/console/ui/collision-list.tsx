import type { Collision, MomentDate } from '../../contract/moment.ts';
import { sayCollision } from '../words/collision.ts';
import styles from './collision-list.module.css';
import { useWords } from './use-words.ts';

/** What a date meets, each in a sentence; a warning only where it concerns how one may speak. */
export function CollisionList({ collisions, about }: { collisions: readonly Collision[]; about: MomentDate }) {
  const { t, code, language } = useWords();
  if (collisions.length === 0) return null;
  return (
    <ul className={styles.list}>
      {collisions.map((collision) => (
        <li key={collision.moments.map(({ moment, from }) => `${moment} ${from}`).join(' ')} data-kind={collision.kind}>
          <span aria-hidden="true" className={styles.sign}>
            {collision.kind === 'care' ? '▲' : '◇'}
          </span>
          {sayCollision(t, collision, about, { code, language })}
        </li>
      ))}
    </ul>
  );
}
