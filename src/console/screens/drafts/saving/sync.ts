import type { Draft } from '../../../../contract/draft.ts';
import { both, differing, isSame, join, saidOf } from './said.ts';
import type { Part, Said } from './said.ts';

/**
 * What one person writes beside what the server has. Theirs until the server has it; what others wrote meanwhile is joined
 * with it where they wrote elsewhere in the draft, else laid beside it, never under it.
 */
export interface Sync {
  /** The draft as the server had it when `said` was last equal to, or built upon, it; null before the first save. */
  readonly base: Draft | null;
  /** What stands in the fields. */
  readonly said: Said;
  /** On its way to the server. */
  readonly sent: Said | null;
  /** The draft as others left it, where it cannot be joined with `said`: the person chooses. */
  readonly theirs: Draft | null;
  /** The person chose to take the draft back from where it went, to write on. */
  readonly takesBack: boolean;
}

/** What is kept on a device of an earlier visit; parts that are not known are as the server has them. */
export interface Kept extends Partial<Said> {
  readonly text: string;
  /** The version it was written upon. */
  readonly version: number;
}

/** States in which the draft may be written without taking it back from somebody. */
const WRITABLE: ReadonlySet<Draft['state']> = new Set(['writing', 'changes-asked', 'rejected']);

export const isWritable = ({ state }: Draft): boolean => WRITABLE.has(state);

/** Whether there is something the server does not have. */
export const isUnsaved = ({ base, said }: Sync): boolean => !isSame(said, saidOf(base));

/** Whether it may be sent to the server now. */
export function maySave(sync: Sync): boolean {
  const { base, sent, theirs, said, takesBack } = sync;
  const isOpen = !base || isWritable(base) || takesBack;
  return isOpen && sent === null && theirs === null && isUnsaved(sync) && said.text.trim() !== '';
}

/** @param kept what was never saved, from an earlier visit */
export function startSync(draft: Draft | null, kept: Kept | null): Sync {
  const plain = settled(draft, saidOf(draft));
  const said = kept && { ...plain.said, ...known(kept) };
  if (!said || isSame(said, plain.said)) return plain;
  if (draft === null) return { ...plain, said };
  const isStale = kept.version !== draft.version || !isWritable(draft);
  return { ...plain, said, theirs: isStale ? draft : null };
}

const known = ({ text, variants, media }: Kept): Partial<Said> => ({
  text,
  ...(variants && { variants }),
  ...(media && { media }),
});

const settled = (base: Draft | null, said: Said): Sync => ({
  ...{ base, said, sent: null, theirs: null, takesBack: false },
});

export const typed = (sync: Sync, said: Partial<Said>): Sync => ({ ...sync, said: { ...sync.said, ...said } });

/** The draft as the server tells it, by a frame or as an answer; told twice, or late, it changes nothing. */
export function heard(sync: Sync, draft: Draft): Sync {
  const { base, said, sent, theirs } = sync;
  const before = theirs ?? base;
  if (before && before.id === draft.id && !isLater(draft, before)) return sync;
  const told = saidOf(draft);
  // Word for word what stands in the fields, which keep their spaces; or nothing of the person's own is at stake.
  if (isSame(told, said)) return settled(draft, said);
  if (!isUnsaved(sync)) return settled(draft, told);
  // Their own save, told by a frame before its answer; they have written on.
  if (sent !== null && isSame(told, sent) && isWritable(draft)) return settled(draft, said);
  if (!isWritable(draft)) return { ...sync, sent: null, theirs: draft };
  // It is what they build upon: only its state has moved on.
  if (base && draft.version === base.version && !theirs) return { ...sync, base: draft };
  const joined = join(saidOf(base), said, told);
  // What both had before the choice was put to them stays put to them.
  if (joined.clashes.length > 0 || theirs) return { ...sync, sent: null, theirs: draft };
  return settled(draft, joined.said);
}

/** The server has refused, or nobody answered: it is all still here. */
export const unsent = (sync: Sync): Sync => ({ ...sync, sent: null });

/** mine: goes over theirs, which stays in the history; theirs: what was written goes; both: one under the other. */
export type Choice = 'mine' | 'theirs' | 'both';

/** The two sides of a choice, and the parts it is about; what was changed by one of them only is in both. */
export function sidesOf({ base, said, theirs }: Sync): { mine: Said; theirs: Said; parts: Part[] } | null {
  if (!theirs) return null;
  const joined = join(saidOf(base), said, saidOf(theirs));
  const parts = joined.clashes.length > 0 ? joined.clashes : differing(joined.said, saidOf(theirs));
  return { mine: joined.said, theirs: saidOf(theirs), parts };
}

export function choose(sync: Sync, choice: Choice): Sync {
  const sides = sidesOf(sync);
  if (!sides) return sync;
  const { mine, theirs, parts } = sides;
  const chosen = { mine, theirs, both: both(theirs, mine, parts) }[choice];
  return { ...settled(sync.theirs, chosen), takesBack: choice !== 'theirs' };
}

/** Versions only grow; within one, the later hour. */
function isLater(one: Draft, other: Draft): boolean {
  if (one.version !== other.version) return one.version > other.version;
  return Date.parse(one.updatedAt) > Date.parse(other.updatedAt);
}
