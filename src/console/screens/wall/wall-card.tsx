import type { Card } from '../../../contract/card.ts';
import { standingOf } from '../../state/select.ts';
import { windowLeft } from '../../state/window.ts';
import { useMe, useNow } from '../../ui/app-context.tsx';
import { CardStanding } from '../../ui/card-standing.tsx';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayMinutes } from '../../words/format.ts';
import { Assignee } from '../../team/assignee.tsx';
import { PeopleOn } from '../../team/people.tsx';
import styles from './wall.module.css';

/** Verdict, score, title, time left; who is on it. */
export function WallCard({ card }: { card: Card }) {
  const { t } = useWords();
  const me = useMe();
  const now = useNow();
  const { opportunity } = card;
  const { id, brand, title, lang, score, verdict, phase, demonstration } = opportunity;
  const blocked = verdict.level === 'block';
  const name = me.brands.length > 1 ? me.brands.find((one) => one.id === brand)?.name : undefined;
  return (
    <li className={styles.card} data-standing={standingOf(card, now)} data-verdict={verdict.level}>
      <div className={styles.top}>
        <VerdictBadge level={verdict.level} />
        <span className={`${styles.score} numbers`}>
          <span aria-hidden="true">{blocked ? '–' : Math.round(score)}</span>
          <span className="hidden-text">
            {blocked ? t('card.noScore') : t('card.score', { score: Math.round(score) })}
          </span>
        </span>
        <TimeLeft card={card} />
      </div>
      <h2 className={styles.title}>
        <ForeignText text={title} lang={lang} />
      </h2>
      <div className={styles.foot}>
        {name && <b>{name}</b>}
        <span>{t(`phase.${phase}`)}</span>
        <Assignee card={card} />
        <PeopleOn opportunity={id} long />
        {demonstration && <DemoMark />}
        <CardStanding card={card} />
      </div>
    </li>
  );
}

function TimeLeft({ card: { opportunity } }: { card: Card }) {
  const { t, language } = useWords();
  const now = useNow();
  const { pace, left } = windowLeft(opportunity, now);
  if (pace === 'over' || opportunity.verdict.level === 'block') return null;
  const text = pace === 'last' ? t('team.wall.last') : t('team.wall.left', { left: sayMinutes(left, language) });
  return (
    <span className={`${styles.left} numbers`} data-pace={pace}>
      {text}
    </span>
  );
}
