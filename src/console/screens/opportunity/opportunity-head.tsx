import { Button } from '@mantine/core';
import type { Card } from '../../../contract/card.ts';
import { useDecider } from '../../decide/decider.ts';
import type { Acts } from '../../state/acts.ts';
import { Assignee } from '../../team/assignee.tsx';
import { AssignMenu } from '../../team/assign-menu.tsx';
import { PeopleOn, useOthersOn } from '../../team/people.tsx';
import { useMe } from '../../ui/app-context.tsx';
import { CardStanding } from '../../ui/card-standing.tsx';
import danger from '../../ui/danger.module.css';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useActs } from '../../ui/use-acts.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { WindowBar } from '../../ui/window-bar.tsx';
import { sayShare } from '../../words/format.ts';
import styles from './opportunity.module.css';
import type { OpenContext } from './use-open-context.ts';

interface Props {
  readonly card: Card;
  /** The evidence is on screen. */
  readonly ready: boolean;
  readonly context: OpenContext;
}

/** Title, verdict, window and the decision. */
export function OpportunityHead({ card, ready, context }: Props) {
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
        <Who card={card} />
        <Decisions card={card} ready={ready} context={context} />
      </div>
      <div className={styles.window}>
        <WindowBar opportunity={opportunity} long />
        {hurries && (
          <p className={styles.quiet}>
            {t('opportunity.windowChance', { percent: sayShare(opportunity.inTime, language) })}
          </p>
        )}
      </div>
    </header>
  );
}

/** Who takes care of it, and who else looks at it now. */
function Who({ card }: { card: Card }) {
  const { id } = card.opportunity;
  const others = useOthersOn(id);
  if (!card.assignment && others.length === 0) return null;
  return (
    <div className={styles.marks}>
      <Assignee card={card} />
      <PeopleOn opportunity={id} long />
    </div>
  );
}

function Decisions({ card, ready, context }: Props) {
  const { t } = useWords();
  const me = useMe();
  const { act, pending } = useDecider();
  const acts = useActs(card);
  const { singleKeys } = usePreferences();
  useKeys(
    {
      a: () => acts.main === 'accept' && ready && act(card, 'accept'),
      s: () => acts.aside && act(card, 'snooze'),
      d: () => acts.aside && act(card, 'dismiss'),
      u: () => acts.reopen && act(card, 'reopen'),
    },
    singleKeys,
  );
  const loading = pending === card.opportunity.id;
  const offersAccept = ['accept', 'open-first', 'frozen'].includes(acts.main);
  const decides = me.brands.find(({ id }) => id === card.opportunity.brand)?.permissions.includes('decide');
  if (!decides) return <p className={styles.quiet}>{t('decide.mayNot')}</p>;
  return (
    <div className={styles.decisions}>
      {offersAccept && (
        <Button onClick={() => act(card, 'accept')} loading={loading} disabled={acts.main !== 'accept' || !ready}>
          {t('card.accept')}
        </Button>
      )}
      {acts.override && (
        <Button className={danger.outline} variant="default" onClick={() => act(card, 'override')} loading={loading}>
          {t('gate.override.open')}
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
      <AssignMenu card={card} />
      <Obstacle card={card} main={acts.main} override={acts.override} context={context} />
    </div>
  );
}

/** Why the card cannot be accepted as it stands, and what to do. */
function Obstacle({ card, main, override, context }: Omit<Props, 'ready'> & Pick<Acts, 'main' | 'override'>) {
  const { t } = useWords();
  const me = useMe();
  if (main === 'frozen') return <p className={styles.quiet}>{t('gate.freeze.cannotAccept')}</p>;
  if (main === 'why') {
    const approves = me.brands.find(({ id }) => id === card.opportunity.brand)?.permissions.includes('approve');
    const held = approves ? 'gate.held.do' : 'gate.held.doAsk';
    const blocked = override ? 'gate.override.may' : 'gate.override.mayNot';
    return <p className={styles.quiet}>{t(card.hold ? held : blocked)}</p>;
  }
  if (!context.failed) return null;
  return (
    <p role="alert" className={styles.quiet}>
      {t('gate.contextFailed')}{' '}
      <Button size="compact-sm" variant="default" onClick={context.retry}>
        {t('app.retry')}
      </Button>
    </p>
  );
}
