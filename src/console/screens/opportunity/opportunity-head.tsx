import { Button } from '@mantine/core';
import type { Card } from '../../../contract/card.ts';
import { useDecider } from '../../decide/decide-provider.tsx';
import { actsOf } from '../../state/acts.ts';
import { useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { CardStanding } from '../../ui/card-standing.tsx';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { WindowBar } from '../../ui/window-bar.tsx';
import { sayShare } from '../../words/format.ts';
import styles from './opportunity.module.css';

/** Title, verdict, window and the decision. `ready`: the evidence is on screen. */
export function OpportunityHead({ card, ready }: { card: Card; ready: boolean }) {
  const { t, language } = useWords();
  const me = useMe();
  const { opportunity } = card;
  const brand = me.brands.find(({ id }) => id === opportunity.brand)?.name ?? opportunity.brand;
  const hurries = opportunity.state !== 'closed' && opportunity.verdict.level !== 'block';
  return (
    <header className={styles.head}>
      <div className={styles.heading}>
        <div className={styles.marks}>
          <VerdictBadge level={opportunity.verdict.level} long />
          <span>{brand}</span>
          <span>{t(`phase.${opportunity.phase}`)}</span>
          <span>
            {t('opportunity.first')} <RelativeTime at={opportunity.firstAt} />
          </span>
          {opportunity.demonstration && <DemoMark />}
        </div>
        <h1 className={styles.title}>
          <ForeignText text={opportunity.title} lang={opportunity.lang} />
        </h1>
        <CardStanding card={card} />
        <Decisions card={card} ready={ready} />
      </div>
      <div className={styles.window}>
        <WindowBar opportunity={opportunity} />
        {hurries && (
          <p className={styles.quiet}>
            {t('opportunity.windowChance', { percent: sayShare(opportunity.inTime, language) })}
          </p>
        )}
      </div>
    </header>
  );
}

function Decisions({ card, ready }: { card: Card; ready: boolean }) {
  const { t } = useWords();
  const me = useMe();
  const now = useNow();
  const opened = useLive((state) => state.opened);
  const { act, pending } = useDecider();
  const acts = actsOf(card, me, opened, now);
  const loading = pending === card.opportunity.id;
  const offersAccept = acts.main === 'accept' || acts.main === 'open-first';
  const decides = me.brands.find(({ id }) => id === card.opportunity.brand)?.permissions.includes('decide');
  if (!decides) return <p className={styles.quiet}>{t('decide.mayNot')}</p>;
  return (
    <div className={styles.decisions}>
      {offersAccept && (
        <Button onClick={() => act(card, 'accept')} loading={loading} disabled={acts.main === 'open-first' || !ready}>
          {t('card.accept')}
        </Button>
      )}
      {acts.aside && (
        <>
          <Button variant="default" onClick={() => act(card, 'snooze')}>
            {t('card.snooze')}
          </Button>
          <Button variant="default" onClick={() => act(card, 'dismiss')}>
            {t('card.dismiss')}
          </Button>
        </>
      )}
      {acts.reopen && (
        <Button variant="default" loading={loading} onClick={() => act(card, 'reopen')}>
          {t('card.reopen')}
        </Button>
      )}
      {acts.main === 'why' && <p className={styles.quiet}>{t('verdict.blockMeans')}</p>}
    </div>
  );
}
