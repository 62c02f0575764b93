import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Card, CardDetail } from '../../../contract/card.ts';
import { ApiError } from '../../api/client.ts';
import { opportunityQuery } from '../../api/queries.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { findCard } from '../../state/select.ts';
import { useWatching } from '../../team/team-provider.tsx';
import { useLive } from '../../ui/app-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { useKeys } from '../../ui/use-keys.ts';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { DraftsSection } from '../drafts/drafts-section.tsx';
import { CommentsSection } from './comments-section.tsx';
import { ClockSection } from './clock-section.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import { Facts } from './facts.tsx';
import { HistorySection } from './history-section.tsx';
import { KeyDatesSection } from './key-dates-section.tsx';
import styles from './opportunity.module.css';
import { OpportunityHead } from './opportunity-head.tsx';
import { ScoreSection } from './score-section.tsx';
import { SimilarSection } from './similar-section.tsx';
import { useOpenContext } from './use-open-context.ts';
import { VerdictSection } from './verdict-section.tsx';

const route = getRouteApi('/o/$id');

/** Everything known about one opportunity, and the decision. */
export function OpportunityScreen() {
  const { t } = useWords();
  const { id } = route.useParams();
  const { singleKeys } = usePreferences();
  const navigate = useNavigate();
  const live = useLive((state) => findCard(state, id));
  const detail = useFreshDetail(id, live);
  const card = newest(live, detail.data);
  useTitle(card?.opportunity.title ?? t('app.loading'));
  useKeys({ Escape: () => void navigate({ to: '/' }) }, singleKeys);
  const context = useOpenContext(card, detail.data);
  useWatching(id);
  if (!card) return detail.error instanceof ApiError && detail.error.status === 404 ? <NotFound /> : <Loading />;
  return (
    <div className={styles.page}>
      <Link to="/" className={styles.back}>
        <Icon name="back" /> {t('opportunity.back')}
      </Link>
      <OpportunityHead card={card} ready={detail.isSuccess} context={context} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <VerdictSection opportunity={card.opportunity} story={detail.data?.story ?? null} />
          <DraftsSection card={card} />
          <EvidenceSection
            opportunity={card.opportunity}
            story={detail.data?.story ?? null}
            failed={detail.isError}
            onRetry={() => void detail.refetch()}
          />
        </div>
        <div className={styles.column}>
          <CommentsSection card={card} />
          <KeyDatesSection brand={card.opportunity.brand} />
          <Facts opportunity={card.opportunity} story={detail.data?.story ?? null} />
          <ScoreSection opportunity={card.opportunity} />
          <SimilarSection opportunity={card.opportunity.id} />
          <ClockSection steps={detail.data?.steps ?? {}} />
          <HistorySection card={card} />
        </div>
      </div>
    </div>
  );
}

function Loading() {
  const { t } = useWords();
  return (
    <p role="status" className={styles.loading}>
      {t('app.loading')}
    </p>
  );
}

/** The evidence, asked for again when the live card says that there is more of it. */
function useFreshDetail(id: string, live: Card | undefined) {
  const detail = useQuery(opportunityQuery(id));
  const { refetch, dataUpdatedAt } = detail;
  const stamp = live ? `${live.opportunity.updatedAt} ${live.decision?.id} ${live.hold?.at}` : '';
  const known = detail.data
    ? `${detail.data.opportunity.updatedAt} ${detail.data.decision?.id} ${detail.data.hold?.at}`
    : '';
  useEffect(() => {
    if (!stamp || !known || stamp === known) return;
    const timer = setTimeout(() => void refetch(), REFETCH_MS);
    return () => clearTimeout(timer);
  }, [stamp, known, refetch, dataUpdatedAt]);
  return detail;
}

/** A story on its rise changes many times a minute: the page follows, but not each time. */
const REFETCH_MS = 2_000;

function newest(live: Card | undefined, detail: CardDetail | undefined): Card | undefined {
  if (!live || !detail) return live ?? detail;
  const stale = Date.parse(live.opportunity.updatedAt) < Date.parse(detail.opportunity.updatedAt);
  return stale ? detail : live;
}
