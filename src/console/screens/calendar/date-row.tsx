import { ActionIcon, Menu } from '@mantine/core';
import type { MomentCard } from '../../../contract/moment-card.ts';
import type { Collision, MomentDate } from '../../../contract/moment.ts';
import { MomentActions } from '../../decide/moment-actions.tsx';
import { CareBadge } from '../../ui/care-badge.tsx';
import { CollisionList } from '../../ui/collision-list.tsx';
import { CountryCodes } from '../../ui/country-codes.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MomentStanding } from '../../ui/moment-standing.tsx';
import { ToneMark } from '../../ui/tone-mark.tsx';
import { useWords } from '../../ui/use-words.ts';
import { addDays, daysBetween, sayDay, sayFullDay, saySpan } from '../../words/days.ts';
import type { Asked } from './calendar-dialogs.tsx';
import styles from './calendar.module.css';

interface Props {
  readonly date: MomentDate;
  readonly collisions: readonly Collision[];
  readonly card: MomentCard | undefined;
  readonly today: string;
  /** Today's date in words where the present day is told above this row. */
  readonly mark: string | null;
  readonly onAsk: ((asked: Asked) => void) | undefined;
}

/** One date: when, what, how it feels, what the gate does, what it meets, and what people decided about it. */
export function DateRow({ date, collisions, card, today, mark, onAsk }: Props) {
  const { t, language, code } = useWords();
  const { from, to } = date;
  const on = from <= today && today <= to;
  return (
    <>
      {mark !== null && (
        <li className={styles.today}>
          <span>{t('calendar.todayIs', { day: mark })}</span>
        </li>
      )}
      <li className={styles.date} data-care={date.care} data-on={on || undefined}>
        <time dateTime={from} title={sayFullDay(from, language)} className={`${styles.when} numbers`}>
          {saySpan(from, to, language)}
        </time>
        <div className={styles.what}>
          <h3 className={styles.name}>
            {date.name[code]} <CountryCodes codes={date.countries} />
            {date.own && <span className={styles.own}>{t('calendar.ownMark')}</span>}
            <CareBadge care={date.care} />
          </h3>
          <About date={date} today={today} />
          {card && <Near card={card} />}
          <CollisionList collisions={collisions} about={date} />
        </div>
        {date.own && onAsk && <OwnMenu date={date} onAsk={onAsk} />}
      </li>
    </>
  );
}

function About({ date, today }: { date: MomentDate; today: string }) {
  const { t, language } = useWords();
  const { from, to, leadDays, uncertainDays, tone, care } = date;
  const days = daysBetween(from, to) + 1;
  const start = addDays(from, -leadDays);
  return (
    <p className={styles.about}>
      <ToneMark tone={tone} />
      {days > 1 && <span>{t('calendar.days', { count: days })}</span>}
      {uncertainDays > 0 && <span>{t('calendar.uncertain', { count: uncertainDays })}</span>}
      {from > today && leadDays > 0 && care === 'none' && (
        <span title={t('calendar.leadWhy', { count: leadDays })}>
          {start <= today ? t('calendar.prepareNow') : t('calendar.prepareFrom', { day: sayDay(start, language) })}
        </span>
      )}
    </p>
  );
}

function Near({ card }: { card: MomentCard }) {
  const { t } = useWords();
  const labels = card.topics.map(({ label }) => label);
  return (
    <div className={styles.near}>
      {labels.length > 0 && <span>{t('calendar.nearMark', { topics: labels.join(', ') })}</span>}
      <MomentStanding card={card} />
      <MomentActions card={card} />
    </div>
  );
}

function OwnMenu({ date, onAsk }: { date: MomentDate; onAsk: (asked: Asked) => void }) {
  const { t, code } = useWords();
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('calendar.moreFor', { name: date.name[code] })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk({ what: 'edit', moment: date.moment })}>{t('calendar.edit')}</Menu.Item>
        <Menu.Item onClick={() => onAsk({ what: 'remove', moment: date.moment })}>{t('calendar.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
