import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DraftDetail } from '../../../contract/approval.ts';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { draftQuery } from '../../api/drafts.ts';
import { obstacleOf } from '../../state/drafts.ts';
import type { Obstacle } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';

export interface Approving {
  /** Why nothing about the story may go out now. */
  readonly obstacle: Obstacle | null;
  /** Why it is not for this person to approve it, as a sentence. */
  readonly hindrance: string | null;
  readonly may: boolean;
  /** Whether they may send it back. */
  readonly mayJudge: boolean;
}

/** Whether this person may approve the draft now, as the server sees it, and why not. */
export function useApproving(card: Card, draft: Draft): Approving {
  const { t, language } = useWords();
  const me = useMe();
  const freezes = useLive((state) => state.freezes);
  const obstacle = obstacleOf(card, freezes);
  const rights = me.brands.find(({ id }) => id === draft.brand)?.permissions ?? [];
  const mayJudge = rights.includes('approve');
  const stamp = [draft.updatedAt, card.opportunity.verdict.level, card.decision?.id, card.hold?.at, obstacle?.kind];
  // Asked anew even where the same stamp was answered before: that answer may have known of a change not yet heard of here.
  const { data, isPlaceholderData, isFetching } = useQuery({
    ...draftQuery(draft.id, stamp.join(' ')),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const isOwn = draft.approvals.some(({ by }) => by.id === me.id);
  // Until it has answered the server is given the benefit of the doubt: it has the last word anyhow.
  const detail = isPlaceholderData || isFetching ? undefined : data;
  const isRefused = detail !== undefined && detail.barred === null && !detail.moves.includes('approve');
  const asked = (roles: DraftDetail['policy']['roles']) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(roles.map((role) => t(`drafts.role.${role}`)));

  function hindrance(): string | null {
    if (!mayJudge) return t('drafts.obstacle.mayNot');
    if (isOwn) return t('drafts.obstacle.done');
    if (!detail || !isRefused || obstacle) return null;
    const isLast = detail.policy.secondPerson && draft.author.id === me.id;
    return isLast ? t('drafts.obstacle.own') : t('drafts.obstacle.roles', { roles: asked(detail.policy.roles) });
  }

  const why = draft.state === 'waiting' ? hindrance() : null;
  const may = draft.state === 'waiting' && mayJudge && !obstacle && !isOwn && !isRefused;
  return { obstacle, hindrance: why, may, mayJudge };
}
