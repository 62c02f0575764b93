import type { Brand } from '../../contract/brand.ts';
import type { ApprovalPolicy } from '../../contract/draft.ts';
import type { VerdictLevel } from '../../contract/opportunity.ts';
import type { Role } from '../../contract/user.ts';

/**
 * Who must approve what a brand says under a verdict. What goes out against the gate is approved as under review, and always
 * by somebody else.
 */
export function policyUnder(approval: Brand['approval'], verdict: VerdictLevel): ApprovalPolicy {
  if (verdict !== 'block') return approval[verdict];
  const { of, ...review } = approval.review;
  return { ...review, of: of === 'nobody' ? 'any' : of, secondPerson: true };
}

/** Whether those who have approved are enough. `all`: for each role a person of it, none for two. */
export function isEnough(approvals: readonly { roles: readonly Role[] }[], { of, roles }: ApprovalPolicy): boolean {
  if (of !== 'all') return true;
  return canCover(
    roles,
    approvals.map((approval) => approval.roles),
  );
}

function canCover(wanted: readonly Role[], people: readonly (readonly Role[])[]): boolean {
  const [role, ...rest] = wanted;
  if (role === undefined) return true;
  return people.some((roles, i) => roles.includes(role) && canCover(rest, people.toSpliced(i, 1)));
}
