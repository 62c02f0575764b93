import type { Evidence } from '../../../contract/story.ts';

/** An item and the near-copies of it that stand in the same list. */
export interface EvidenceThread {
  readonly item: Evidence;
  readonly copies: readonly Evidence[];
}

/** Items of one outlet, or of one platform's people. */
export interface EvidenceGroup {
  /** Host of the outlet, or name of the source. */
  readonly name: string;
  readonly kind: Evidence['kind'];
  readonly threads: readonly EvidenceThread[];
  readonly items: number;
}

/** One thread an original, oldest first. A copy whose original is not kept stands by itself, still marked. */
export function threadEvidence(evidence: readonly Evidence[]): EvidenceThread[] {
  const originals = new Set(evidence.filter((item) => !item.copyOf).map((item) => item.signal));
  const copies = new Map<string, Evidence[]>();
  for (const item of evidence) {
    if (!item.copyOf || !originals.has(item.copyOf)) continue;
    copies.set(item.copyOf, [...(copies.get(item.copyOf) ?? []), item]);
  }
  return evidence
    .filter((item) => !item.copyOf || !originals.has(item.copyOf))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .map((item) => ({ item, copies: copies.get(item.signal) ?? [] }));
}

/** News by outlet, posts by platform; the group that spoke first stands first. */
export function groupEvidence(evidence: readonly Evidence[]): EvidenceGroup[] {
  const groups = new Map<string, EvidenceThread[]>();
  for (const thread of threadEvidence(evidence)) {
    const key = `${thread.item.kind} ${outletOf(thread.item)}`;
    groups.set(key, [...(groups.get(key) ?? []), thread]);
  }
  return [...groups.values()].flatMap((threads) => {
    const first = threads[0]?.item;
    if (!first) return [];
    const items = threads.reduce((sum, thread) => sum + 1 + thread.copies.length, 0);
    return [{ name: outletOf(first), kind: first.kind, threads, items }];
  });
}

const outletOf = (item: Evidence) => (item.kind === 'news' ? (item.site ?? item.source) : item.source);
