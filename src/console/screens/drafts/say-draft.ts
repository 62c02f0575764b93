import type { TFunction } from 'i18next';
import type { DraftDetail } from '../../../contract/approval.ts';
import type { ApprovalPolicy, Draft } from '../../../contract/draft.ts';
import { ApiError } from '../../api/client.ts';
import { sayClock, sayMinutes, sayWhen } from '../../words/format.ts';

const MINUTE = 60_000;

/** What a sentence about a draft needs to know of its reader. */
export interface Say {
  readonly t: TFunction;
  readonly language: string;
  readonly now: number;
}

/** "by 20:52, in 14 min", or that it was due. */
export function sayDeadline({ t, language, now }: Say, deadline: number): string {
  const time = sayClock(deadline, now, language);
  if (deadline <= now) return t('drafts.deadline.over', { time, ago: sayWhen(deadline, now, language) });
  return t('drafts.deadline.by', { time, left: sayMinutes((deadline - now) / MINUTE, language) });
}

/** To whom it goes under the policy, and by when they must have approved. */
export function sayPolicy(say: Say, policy: ApprovalPolicy, deadline: number): string {
  const { t, language, now } = say;
  if (policy.of === 'nobody') return t('drafts.policy.nobody');
  const list = new Intl.ListFormat(language, { type: policy.of === 'all' ? 'conjunction' : 'disjunction' });
  const roles = list.format(policy.roles.map((role) => t(`drafts.role.${role}`)));
  const sentence = t(`drafts.policy.${policy.of}${deadline <= now ? 'Late' : ''}`, {
    roles,
    by: sayDeadline(say, deadline),
  });
  return policy.secondPerson ? `${sentence} ${t('drafts.policy.secondPerson')}` : sentence;
}

/** Everybody who has approved, in the reader's language. */
export const sayApprovers = ({ approvals }: Draft, language: string): string =>
  new Intl.ListFormat(language).format([
    ...new Set(approvals.map(({ by, outside }) => (outside === undefined ? by.name : `${outside} (${by.name})`))),
  ]);

/** Who did what to it last, and when: "by Nora, 2 min ago". */
export function sayStanding({ t, language, now }: Say, draft: Draft): string {
  const { state, approvals, author, remark } = draft;
  const ago = sayWhen(Date.parse(sinceOf(draft)), now, language);
  if (state === 'approved' && approvals.some(({ angle }) => angle !== undefined)) {
    return t('angles.lane.approved', { names: sayApprovers(draft, language), ago });
  }
  if (state === 'approved' && approvals.length > 0) {
    return t('drafts.standing.approved', { names: sayApprovers(draft, language), ago });
  }
  if (state === 'approved') return t('drafts.standing.approvedByNobody', { ago });
  const isAnswer = state === 'changes-asked' || state === 'rejected';
  if (isAnswer && remark && !remark.by) return t('drafts.standing.gate', { ago });
  return t(`drafts.standing.${state}`, { name: (isAnswer && remark?.by?.name) || author.name, ago });
}

/** Since when it is in the state it is in. */
function sinceOf({ state, updatedAt, sentAt, remark, approvals, publishedAt }: Draft): string {
  switch (state) {
    case 'waiting':
      return sentAt ?? updatedAt;
    case 'approved':
      return approvals.at(-1)?.at ?? updatedAt;
    case 'changes-asked':
    case 'rejected':
      return remark?.at ?? updatedAt;
    case 'published':
      return publishedAt ?? updatedAt;
    case 'writing':
    case 'withdrawn':
      return updatedAt;
  }
}

/** Kinds of refusals that have a sentence of their own. */
const SAID = [
  ...['frozen', 'held', 'blocked', 'not-accepted', 'own-text', 'already-out', 'approved-under'],
  ...['alt-missing', 'no-picture', 'angle-over'],
  ...['no-right', 'closed', 'too-many-drafts'],
];

/**
 * Why a move was refused, as a sentence; where a colleague was faster, who and what.
 * @param now the draft as it is now, where it could be asked for
 */
export function sayDraftRefusal(say: Say, error: unknown, now: Pick<DraftDetail, 'draft' | 'versions'> | null): string {
  const { t } = say;
  if (!(error instanceof ApiError)) return t('drafts.refused.other', { detail: String(error) });
  if (error.status === 0) return t('drafts.refused.offline');
  if (error.status === 404) return t('drafts.refused.gone');
  if (now && error.kind === 'wrong-state') return sayFaster(say, now.draft);
  if (now && error.kind === 'other-version') {
    const { author, version } = now.draft;
    return t('drafts.faster.version', { name: now.versions.at(-1)?.by.name ?? author.name, version });
  }
  if (SAID.includes(error.kind)) return t(`drafts.refused.${error.kind}`);
  if (error.status === 403) return t('drafts.refused.forbidden');
  return t('drafts.refused.other', { detail: error.detail ?? error.status });
}

/** What somebody else has done meanwhile. */
function sayFaster({ t, language, now }: Say, draft: Draft): string {
  const { state, author, approvals, remark } = draft;
  const by = state === 'approved' ? approvals.at(-1)?.by : state === 'writing' ? author : remark?.by;
  return t(`drafts.faster.${state}`, {
    name: by?.name ?? author.name,
    time: sayClock(Date.parse(sinceOf(draft)), now, language),
    text: remark?.text ?? '',
  });
}
