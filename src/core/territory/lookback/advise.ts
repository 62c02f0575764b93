import type { Breadth, ClauseHits } from '../../../contract/lookback.ts';
import type { Signal } from '../../../contract/signal.ts';

/** From when something is worth saying. Shares from 0 to 1. */
export const ADVICE = {
  /** Of all signals: a subject is seldom so much of what people talk about. */
  tooBroad: 0.01,
  /** Of the hits, by one alternative alone. */
  carried: 0.6,
  removes: 0.6,
  outlet: 0.6,
  /** Of the hits, in another language than most. */
  otherLanguage: 0.3,
  /** Hits from which shares of them mean something. */
  fewestHits: 15,
  /** Clauses that find nothing, each named: more of them are counted. */
  mostNamed: 3,
} as const;

export interface ToAdvise {
  /** Share of all signals. */
  readonly share: number;
  readonly clauses: readonly ClauseHits[];
  /** The alternative that carries most of the hits alone, as it is written. */
  readonly carrier: { readonly clause: string; readonly share: number } | null;
  readonly hits: readonly Pick<Signal, 'lang' | 'site' | 'source' | 'kind'>[];
  /** Signals of the period that the rule finds, at most. */
  readonly finds: number;
  /** The only ones it hears of; all where empty. */
  readonly sources: readonly string[];
}

type Advice = Breadth['advice'];

/** What to do about a rule, the weightiest first. */
export function advise({ share, clauses, carrier, hits, finds, sources }: ToAdvise): Advice {
  const advice: Advice = [];
  const enough = hits.length >= ADVICE.fewestHits;
  const carries = enough && carrier && carrier.share >= ADVICE.carried ? carrier : null;
  if (finds === 0 && sources.length > 0) {
    advice.push({ code: 'finds-nothing-of', data: { sources: sources.join(', ') } });
  } else if (finds === 0) advice.push({ code: 'finds-nothing', data: {} });
  if (share > ADVICE.tooBroad && enough) {
    if (carries) advice.push({ code: 'too-broad-by', data: { share, clause: carries.clause, of: carries.share } });
    else advice.push({ code: 'too-broad', data: { share } });
  } else if (carries) {
    advice.push({ code: 'carried', data: { clause: carries.clause, of: carries.share } });
  }
  for (const { text, removes } of clauses) {
    if (removes !== null && removes >= ADVICE.removes)
      advice.push({ code: 'removes', data: { clause: text, removes } });
  }
  if (enough) advice.push(...oneOutlet(hits), ...languages(hits));
  if (finds > 0) {
    advice.push(...idle(clauses));
  }
  return advice;
}

/** Clauses that find nothing: each by its name, or how many there are, as rules have all forms of their words. */
function idle(clauses: ToAdvise['clauses']): Advice {
  const never = clauses.filter(({ removes, total }) => removes === null && total.exact && total.count === 0);
  const [first] = never;
  if (first === undefined) return [];
  if (never.length > ADVICE.mostNamed)
    return [{ code: 'never-many', data: { clause: first.text, many: String(never.length) } }];
  return never.map(({ text }) => ({ code: 'never', data: { clause: text } }));
}

function oneOutlet(hits: ToAdvise['hits']): Advice {
  const [site, count] = mostOf(hits.map((hit) => hit.site ?? hit.source));
  const of = count / hits.length;
  return of >= ADVICE.outlet ? [{ code: 'one-outlet', data: { site, of } }] : [];
}

function languages(hits: ToAdvise['hits']): Advice {
  const told = hits.flatMap(({ lang }) => (lang === 'und' ? [] : [lang]));
  if (told.length < ADVICE.fewestHits) return [];
  const [most] = mostOf(told);
  const [next, count] = mostOf(told.filter((lang) => lang !== most));
  const of = count / told.length;
  return of >= ADVICE.otherLanguage ? [{ code: 'languages', data: { most, next, of } }] : [];
}

function mostOf(values: readonly string[]): [value: string, count: number] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: [string, number] = ['', 0];
  for (const entry of counts) if (entry[1] > best[1]) best = entry;
  return best;
}
