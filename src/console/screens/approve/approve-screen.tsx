import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import type { Draft } from '../../../contract/draft.ts';
import { LazyFreezeDialog } from '../../freeze/lazy-freeze.tsx';
import { useFreezable } from '../../freeze/use-freeze.ts';
import { waitingDrafts } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import danger from '../../ui/danger.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { AnglesView } from './angles/angles-view.tsx';
import { ApproveViews } from './angles/approve-views.tsx';
import styles from './approve.module.css';
import { Queue } from './queue.tsx';
import { ShownDraft } from './shown-draft.tsx';

const route = getRouteApi('/approve');

/** From here on the queue stands beside the draft. */
const WIDE = '(min-width: 64rem)';

/** What is approved: drafts that wait, and texts for stories that will come. */
export function ApproveScreen() {
  const { view } = route.useSearch();
  return view === 'angles' ? <AnglesView /> : <WaitingDrafts />;
}

/** Drafts that wait for this person, and the one they look at beside its story as it is now. */
function WaitingDrafts() {
  const { t } = useWords();
  const me = useMe();
  useTitle(t('drafts.approve.title'));
  const drafts = useLive((state) => state.drafts);
  const waiting = waitingDrafts(drafts, me);
  const isWide = useMediaQuery(WIDE, false, { getInitialValueInEffect: false });
  const { shown, choose } = useShown(waiting, isWide);
  useMoving(waiting, shown, choose);
  const mayApprove = me.brands.some(({ permissions }) => permissions.includes('approve'));
  if (!mayApprove && shown === undefined) return <Nothing isAllowed={false} />;
  return (
    <div>
      <Head />
      <ApproveViews />
      <div className={styles.columns} data-shown={shown !== undefined || undefined}>
        {(isWide || shown === undefined) && <List waiting={waiting} />}
        {shown !== undefined && (
          <div className={styles.shown}>
            {!isWide && (
              <Link to="/approve" className={styles.back}>
                <Icon name="back" /> {t('drafts.approve.back')}
              </Link>
            )}
            <ShownDraft key={shown} id={shown} next={nextOf(waiting, shown)} onNext={choose} />
          </div>
        )}
      </div>
    </div>
  );
}

function List({ waiting }: { waiting: readonly Draft[] }) {
  return waiting.length > 0 ? <Queue waiting={waiting} /> : <Nothing isAllowed />;
}

function Head() {
  const { t } = useWords();
  const [freezing, setFreezing] = useState(false);
  const mayFreeze = useFreezable().length > 0;
  return (
    <ScreenHeader title={t('drafts.approve.title')} lead={t('drafts.approve.lead')}>
      {mayFreeze && (
        <Button size="compact-md" variant="default" className={danger.outline} onClick={() => setFreezing(true)}>
          {t('drafts.approve.freeze')}
        </Button>
      )}
      <Suspense fallback={null}>{freezing && <LazyFreezeDialog onClose={() => setFreezing(false)} />}</Suspense>
    </ScreenHeader>
  );
}

function Nothing({ isAllowed }: { isAllowed: boolean }) {
  const { t } = useWords();
  const name = isAllowed ? 'empty' : 'noRight';
  return (
    <EmptyState title={t(`drafts.approve.${name}`)} hint={t(`drafts.approve.${name}Do`)}>
      <ButtonLink to="/" variant="default">
        {t('app.backToLive')}
      </ButtonLink>
    </EmptyState>
  );
}

/**
 * Which draft is looked at: the one in the address. Where there is room the first is put there, and stays although another
 * becomes more urgent: nothing is exchanged under the hand of somebody who is about to approve.
 */
function useShown(waiting: readonly Draft[], isWide: boolean) {
  const { draft: shown } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (draft: string, replace = false) => void navigate({ search: { draft }, replace });
  const first = isWide && shown === undefined ? waiting[0]?.id : undefined;
  useEffect(() => {
    if (first !== undefined) void navigate({ search: { draft: first }, replace: true });
  }, [first, navigate]);
  return { shown, choose };
}

/** j and k go through the queue; from a draft that has left it, to the first. */
function useMoving(waiting: readonly Draft[], shown: string | undefined, choose: (draft: string) => void): void {
  const { singleKeys } = usePreferences();
  const go = (step: number) => {
    const at = waiting.findIndex(({ id }) => id === shown);
    const next = waiting[at === -1 ? 0 : Math.min(waiting.length - 1, Math.max(0, at + step))];
    if (next && next.id !== shown) choose(next.id);
  };
  useKeys({ j: () => go(1), k: () => go(-1) }, singleKeys);
}

/** The most urgent of the others. */
const nextOf = (waiting: readonly Draft[], shown: string) => waiting.find(({ id }) => id !== shown)?.id;
