import type { TFunction } from 'i18next';
import type { MomentCard } from '../../../contract/moment-card.ts';
import { MomentActions } from '../../decide/moment-actions.tsx';
import { daysAhead } from '../../state/moments.ts';
import { useMe, useNow } from '../../ui/app-context.tsx';
import { CollisionList } from '../../ui/collision-list.tsx';
import { CountryCodes } from '../../ui/country-codes.tsx';
import { MomentStanding } from '../../ui/moment-standing.tsx';
import { ToneMark } from '../../ui/tone-mark.tsx';
import { useWords } from '../../ui/use-words.ts';
import { capitalise, sayDay, saySpan, sayInDays } from '../../words/days.ts';
import type { ConsoleLanguage } from '../../words/set-up.ts';
import styles from './moment-strip.module.css';

/** One moment told ahead: "In 6 days: Mother's Day (FR)", why it is here, what it meets, and what to do with it. */
export function MomentRow({ card }: { card: MomentCard }) {
  const { t, language, code } = useWords();
  const me = useMe();
  const now = useNow();
  const { date, topics, collisions } = card;
  const brand = me.brands.length > 1 ? me.brands.find(({ id }) => id === card.brand)?.name : undefined;
  const labels = topics.map(({ label }) => label);
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <p className={styles.name}>
          <time dateTime={date.from} title={saySpan(date.from, date.to, language, true)} className={styles.when}>
            {sayWhenItIs(t, card, now, language)}
          </time>{' '}
          <strong>{date.name[code]}</strong> <CountryCodes codes={date.countries} />
        </p>
        {brand && <span className={styles.brand}>{brand}</span>}
        <ToneMark tone={date.tone} />
        {labels.length > 0 && <span>{t('calendar.ahead.topics', { topics: labels.join(', ') })}</span>}
        {labels.length === 0 && date.own && <span>{t('calendar.ahead.ownReason')}</span>}
        <MomentStanding card={card} />
        <CollisionList collisions={collisions} about={date} />
      </div>
      <MomentActions card={card} />
    </li>
  );
}

/** `In 6 days: Mother's Day`. */
export const sayAhead = (
  t: TFunction,
  card: MomentCard,
  now: number,
  { code, language }: { code: ConsoleLanguage; language: string },
) => `${sayWhenItIs(t, card, now, language)} ${card.date.name[code]}`;

function sayWhenItIs(t: TFunction, card: MomentCard, now: number, language: string): string {
  const { from, to } = card.date;
  const days = daysAhead(card, now);
  if (days === 0 && from !== to) return t('calendar.ahead.on', { day: sayDay(to, language) });
  return t('calendar.ahead.when', { when: capitalise(sayInDays(days, language), language) });
}
