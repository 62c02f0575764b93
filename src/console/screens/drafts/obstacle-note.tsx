import type { Obstacle } from '../../state/drafts.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import styles from './drafts.module.css';
import { useSay } from './use-say.ts';

/** Why nothing may go out now, in front of whoever wants to. */
export function ObstacleNote({ obstacle }: { obstacle: Obstacle }) {
  const { t, language } = useWords();
  const { now } = useSay();
  const values =
    obstacle.kind === 'frozen'
      ? {
          name: obstacle.freeze.by.name,
          reason: obstacle.freeze.reason,
          time: sayClock(Date.parse(obstacle.freeze.at), now, language),
        }
      : {};
  return (
    <p role="alert" className={styles.obstacle}>
      <span aria-hidden="true">{obstacle.kind === 'frozen' ? '❄' : '■'}</span>{' '}
      <span>
        <strong>{t('drafts.obstacle.label')}.</strong> {t(`drafts.obstacle.${obstacle.kind}`, values)}
      </span>
    </p>
  );
}
