import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { ApiError } from '../../api/client.ts';
import { draftQuery } from '../../api/drafts.ts';
import { opportunityQuery } from '../../api/queries.ts';
import { findDraft, laterDraft } from '../../state/drafts.ts';
import { findCard } from '../../state/select.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { DemoMark } from '../../ui/demo-mark.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { Deadline } from '../drafts/deadline.tsx';
import styles from './approve.module.css';
import { Deciding } from './deciding.tsx';
import { StoryNow } from './story-now.tsx';

interface Props {
  readonly id: string;
  /** The one to look at after this. */
  readonly next: string | undefined;
  onNext(draft: string): void;
}

/** A draft beside its story, for somebody who decides about it; also once it was decided, so that nothing moves by itself. */
export function ShownDraft({ id, next, onNext }: Props) {
  const { t } = useWords();
  const live = useLive((state) => findDraft(state.drafts, id));
  const fetched = useQuery(draftQuery(id));
  const draft = laterDraft(live, fetched.data?.draft);
  const card = useCard(draft);
  const isGone = fetched.error instanceof ApiError && fetched.error.status === 404;
  if (!draft && isGone) return <EmptyState title={t('drafts.approve.gone')} hint={t('drafts.approve.goneDo')} />;
  if (!draft || !card) {
    return (
      <p role="status" className={styles.loading}>
        {t('app.loading')}
      </p>
    );
  }
  return (
    <article className={styles.detail} aria-labelledby={`about-${id}`}>
      <DetailHead card={card} draft={draft} />
      <div className={styles.sides}>
        <Deciding card={card} draft={draft} next={next} onNext={onNext} />
        <StoryNow card={card} />
      </div>
    </article>
  );
}

/** The card as it lives; one that is no longer told of is fetched. */
function useCard(draft: Draft | undefined): Card | undefined {
  const live = useLive((state) => (draft ? findCard(state, draft.opportunity) : undefined));
  const wanted = draft !== undefined && live === undefined;
  const fetched = useQuery({ ...opportunityQuery(draft?.opportunity ?? ''), enabled: wanted });
  return live ?? (wanted ? fetched.data : undefined);
}

function DetailHead({ card: { opportunity }, draft }: { card: Card; draft: Draft }) {
  const me = useMe();
  const { id, title, lang, verdict, demonstration } = opportunity;
  const brand = me.brands.find((one) => one.id === draft.brand)?.name ?? draft.brand;
  return (
    <div className={styles.detailHead}>
      <div className={styles.marks}>
        <VerdictBadge level={verdict.level} long />
        <span>{brand}</span>
        {demonstration && <DemoMark />}
      </div>
      <h2 id={`about-${draft.id}`} className={styles.title}>
        <Link to="/o/$id" params={{ id }}>
          <ForeignText text={title} lang={lang} />
        </Link>
      </h2>
      <Deadline draft={draft} />
    </div>
  );
}
