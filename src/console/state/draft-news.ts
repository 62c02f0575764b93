import type { Draft } from '../../contract/draft.ts';
import type { Me } from '../../contract/user.ts';
import type { LiveState } from './live-state.ts';

/** Something about a draft that a person should hear of without looking for it. */
export type DraftNews =
  /** It waits for them; `called`: half of its time is gone. */
  | { readonly kind: 'waiting' | 'called'; readonly draft: Draft }
  /** Theirs came back, went through, or must go round again because the gate took it back. */
  | { readonly kind: 'heard'; readonly draft: Draft; readonly by: string | null };

type Drafts = LiveState['drafts'];

/** What is new between two moments. What others do is news, what the person did is not. */
export function draftNews(before: Drafts, now: Drafts, me: Me): DraftNews[] {
  const rights = new Map(me.brands.map(({ id, permissions }) => [id, permissions]));
  return Object.entries(now).flatMap(([brand, drafts]) =>
    Object.values(drafts).flatMap((draft): DraftNews[] => {
      const known = before[brand]?.[draft.id];
      if (known === draft) return [];
      const heard = newsForAuthor(known, draft, me);
      if (heard) return [heard];
      return rights.get(brand)?.includes('approve') ? newsForApprover(known, draft, me) : [];
    }),
  );
}

function newsForApprover(known: Draft | undefined, draft: Draft, me: Me): DraftNews[] {
  if (draft.state !== 'waiting' || draft.author.id === me.id) return [];
  if (known?.state !== 'waiting') return [{ kind: 'waiting', draft }];
  return draft.escalatedAt && !known.escalatedAt ? [{ kind: 'called', draft }] : [];
}

function newsForAuthor(known: Draft | undefined, draft: Draft, me: Me): DraftNews | null {
  if (!known || draft.author.id !== me.id || known.state === draft.state) return null;
  const { state, remark, approvals } = draft;
  // Approved in advance: nobody has just decided anything.
  if (state === 'approved' && approvals.at(-1)?.angle !== undefined) return null;
  const by = state === 'approved' ? approvals.at(-1)?.by : remark?.by;
  if (state === 'waiting') return known.state === 'approved' ? { kind: 'heard', draft, by: null } : null;
  const isAnswer = state === 'approved' || state === 'changes-asked' || state === 'rejected';
  return isAnswer && by && by.id !== me.id ? { kind: 'heard', draft, by: by.name } : null;
}
