import type { Presence } from '../../contract/teamwork.ts';
import { useLive, useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './people.module.css';

const NOBODY: Presence['people'] = [];
const SHOWN = 3;

/** Colleagues who look at an opportunity now, oneself left out. */
export function useOthersOn(opportunity: string): Presence['people'] {
  const me = useMe();
  const people = useLive((state) => state.presence[opportunity] ?? NOBODY);
  return people.filter(({ id }) => id !== me.id);
}

/** "NB": the first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/[\s-]+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase() || '?';
}

/** Who is on it, as initials; in words for those who do not see them. */
export function PeopleOn({ opportunity, long }: { opportunity: string; long?: boolean }) {
  const { t, language } = useWords();
  const people = useOthersOn(opportunity);
  if (people.length === 0) return null;
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(people.map(({ name }) => name));
  const sentence = t('team.presence.on', { count: people.length, names });
  return (
    <span className={styles.on} title={long ? undefined : sentence}>
      <span className={styles.faces} aria-hidden="true">
        {people.slice(0, SHOWN).map(({ id, name }) => (
          <Initials key={id} name={name} />
        ))}
        {people.length > SHOWN && <span className={styles.more}>+{people.length - SHOWN}</span>}
      </span>
      <span className={long ? undefined : 'hidden-text'}>{sentence}</span>
    </span>
  );
}

export function Initials({ name }: { name: string }) {
  return (
    <span className={styles.face} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
