import { useEffect, useRef, useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Freeze } from '../../../contract/freeze.ts';
import { findCard, standingFreezes, wantedCards } from '../../state/select.ts';
import { useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { ConnectionBadge } from '../../ui/connection-badge.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useAwake } from './use-awake.ts';
import { WallCard } from './wall-card.tsx';
import styles from './wall.module.css';

/** The best cards in large type, for a screen that nobody touches: no sound, no dialog, nothing to press. */
export function WallScreen() {
  const { t } = useWords();
  const me = useMe();
  const now = useNow();
  useTitle(t('team.wall.title'));
  useAwake();
  const state = useLive((live) => live);
  const wanted = wantedCards(state, { view: 'all' }, me.id, now).flatMap((id) => findCard(state, id) ?? []);
  const open = wanted.filter(({ opportunity }) => opportunity.state !== 'closed');
  const { ref, room } = useRoom();
  const shown = open.slice(0, room);
  return (
    <div className={styles.wall}>
      <header className={styles.head}>
        <h1>
          <Wordmark />
          <span className="hidden-text">{t('team.wall.title')}</span>
        </h1>
        <Clock now={now} />
        <ConnectionBadge />
      </header>
      {standingFreezes(state.freezes).map((freeze) => (
        <Frozen key={freeze.scope} freeze={freeze} />
      ))}
      <ul ref={ref} className={styles.cards}>
        {shown.map((card: Card) => (
          <WallCard key={card.opportunity.id} card={card} />
        ))}
      </ul>
      {shown.length === 0 && <p className={styles.quiet}>{t('team.wall.quiet')}</p>}
      {open.length > shown.length && (
        <p className={`${styles.more} numbers`}>{t('team.wall.more', { count: open.length - shown.length })}</p>
      )}
    </div>
  );
}

function Clock({ now }: { now: number }) {
  const { language } = useWords();
  return <span className={`${styles.clock} numbers`}>{sayClock(now, now, language)}</span>;
}

function Frozen({ freeze: { scope, reason } }: { freeze: Freeze }) {
  const { t } = useWords();
  const me = useMe();
  const name = scope === '*' ? t('gate.freeze.everything') : (me.brands.find(({ id }) => id === scope)?.name ?? scope);
  return (
    <p className={styles.frozen}>
      <span aria-hidden="true">■ </span>
      {t('team.wall.frozen', { scope: name, reason })}
    </p>
  );
}

/** Smallest height and width of a card, in rem: what still reads well from some metres away. */
const CARD = { height: 11, width: 34 };
const MOST = 12;

/** How many cards there is room for; at least three, which a small screen scrolls to. */
function useRoom() {
  const ref = useRef<HTMLUListElement>(null);
  const [room, setRoom] = useState(6);
  useEffect(() => {
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const top = ref.current?.getBoundingClientRect().top ?? 0;
      const rows = Math.floor((window.innerHeight - top - 3 * rem) / (CARD.height * rem));
      const columns = Math.max(1, Math.floor(window.innerWidth / (CARD.width * rem)));
      setRoom(Math.min(MOST, Math.max(3, rows * columns)));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return { ref, room };
}
