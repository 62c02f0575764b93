import { Link, useNavigate } from '@tanstack/react-router';
import { memo } from 'react';
import type { KeyboardEvent } from 'react';
import type { Card } from '../../../contract/card.ts';
import { standingOf } from '../../state/select.ts';
import { useMe, useNow } from '../../ui/app-context.tsx';
import { CardStanding } from '../../ui/card-standing.tsx';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { sayPlatform } from '../../ui/platform.ts';
import { SparkLine } from '../../ui/spark-line.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { WindowBar } from '../../ui/window-bar.tsx';
import { sayMinutes, sayShare, sayWhen } from '../../words/format.ts';
import { sayReason } from '../../words/reason.ts';
import { Assignee } from '../../team/assignee.tsx';
import { PeopleOn, useOthersOn } from '../../team/people.tsx';
import { CardActions } from './card-actions.tsx';
import styles from './card-row.module.css';

interface Props {
  readonly card: Card;
  readonly fresh: boolean;
  readonly position: number;
  readonly of: number;
  onSelect(id: string): void;
}

/** One living card, read in this order: verdict, score, title, time left; why; where and phase; the one action. */
export function CardRow({ card, fresh, position, of, onSelect }: Props) {
  const navigate = useNavigate();
  const now = useNow();
  const { id } = card.opportunity;
  const open = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    void navigate({ to: '/o/$id', params: { id } });
  };
  return (
    <article
      id={`card-${id}`}
      className={styles.card}
      tabIndex={-1}
      aria-labelledby={`title-${id}`}
      aria-posinset={position}
      aria-setsize={of}
      data-standing={standingOf(card, now)}
      data-fresh={fresh || undefined}
      onFocus={() => onSelect(id)}
      onKeyDown={open}
    >
      <Content card={card} />
    </article>
  );
}

/** Stays as it is while the card only changes its place among the others. */
const Content = memo(function Content({ card }: { card: Card }) {
  return (
    <>
      <Head card={card} />
      <div className={styles.middle}>
        <Why card={card} />
        <Where card={card} />
        <Who card={card} />
        <CardStanding card={card} />
      </div>
      <div className={styles.time}>
        <WindowBar opportunity={card.opportunity} />
      </div>
      <CardActions card={card} />
    </>
  );
});

function Head({ card: { opportunity } }: { card: Card }) {
  const { t } = useWords();
  const { id, title, lang, score, verdict, demonstration } = opportunity;
  const blocked = verdict.level === 'block';
  const rounded = Math.round(score);
  return (
    <>
      <div className={styles.verdict}>
        <VerdictBadge level={verdict.level} />
        <span className={`${styles.score} numbers`}>
          <span aria-hidden="true">{blocked ? '–' : rounded}</span>
          <span className="hidden-text">{blocked ? t('card.noScore') : t('card.score', { score: rounded })}</span>
        </span>
      </div>
      <div className={styles.head}>
        <h2 className={styles.title} id={`title-${id}`}>
          <Link to="/o/$id" params={{ id }}>
            <ForeignText text={title} lang={lang} />
          </Link>
        </h2>
        {demonstration && <DemoMark />}
      </div>
    </>
  );
}

/** "why: 41 authors, 6 outlets in 9 min · usual 2 · topics: …"; a blocked card says why, unless it is held: then its standing does. */
function Why({ card: { opportunity, hold } }: { card: Card }) {
  const { t, words, language } = useWords();
  const { authors, outlets, burst, topics, verdict } = opportunity;
  const people = [
    authors > 0 && t('card.authors', { count: authors }),
    outlets > 0 && t('card.outlets', { count: outlets }),
  ];
  const parts =
    verdict.level === 'block' && hold === null
      ? verdict.reasons.slice(0, 2).map((reason) => sayReason(words, reason))
      : [
          `${people.filter(Boolean).join(', ')} ${t('card.inMinutes', { minutes: sayMinutes(burst.minutes, language) })}`,
          t('card.usual', { usual: burst.usual }),
        ];
  return (
    <p className={`${styles.why} numbers`}>
      <span className={styles.label}>{t('card.why')}</span> {parts.join(' · ')}
      {topics.length > 0 && <> · {t('card.topics', { topics: topics.map((topic) => topic.label).join(', ') })}</>}
    </p>
  );
}

/** Who takes care of it, and who looks at it now. */
function Who({ card }: { card: Card }) {
  const { id } = card.opportunity;
  const others = useOthersOn(id);
  if (!card.assignment && others.length === 0) return null;
  return (
    <div className={styles.where}>
      <Assignee card={card} />
      <PeopleOn opportunity={id} long />
    </div>
  );
}

function Where({ card: { opportunity } }: { card: Card }) {
  const { t, language } = useWords();
  const me = useMe();
  const now = useNow();
  const { platforms, phase, curve, brand, firstAt } = opportunity;
  const name = me.brands.length > 1 ? me.brands.find((known) => known.id === brand)?.name : undefined;
  const shares = platforms
    .slice(0, 3)
    .map((p) => `${p.name === 'news' ? t('card.news') : sayPlatform(p.name)} ${sayShare(p.share, language)}`);
  return (
    <div className={`${styles.where} numbers`}>
      {name && <span className={styles.brand}>{name}</span>}
      <span>{shares.join(' · ')}</span>
      <span className={styles.phase}>
        <SparkLine counts={curve.counts} />
        {t(`phase.${phase}`)}
      </span>
      <span>{t('card.age', { ago: sayWhen(Date.parse(firstAt), now, language) })}</span>
    </div>
  );
}
