import type { ClosenessBy, Hit, PastSignal, Sample } from '../../../contract/lookback.ts';
import type { Signal } from '../../../contract/signal.ts';
import { explain, type Explanation } from '../explain/explain.ts';
import { comesFrom, reaches, speaks, type Admission } from '../admission.ts';
import { matches, prepareDocument } from '../match.ts';
import type { Query } from '../query.ts';
import { estimateFrom } from './estimate.ts';

/** A signal with its chance of having been found. */
export interface Drawn {
  readonly signal: Signal;
  readonly chance: number;
}

/** What a rule asks for besides its query. */
export interface Barriers extends Admission {
  readonly languages: readonly string[];
  readonly topicSources: readonly string[];
}

const DAY_MS = 86_400_000;
/** Characters of a text that are shown. */
const SHOWN = 600;

/** Those of the drawn that the rule really finds: the very answer of the matcher's definition. */
export function verified(query: Query, drawn: readonly Drawn[], barriers: Barriers): Drawn[] {
  return drawn.filter(({ signal }) => passes(signal, barriers) && matches(query, prepareDocument(signal)));
}

/** Whether a signal comes before the query at all. */
export const passes = (signal: Signal, barriers: Barriers): boolean =>
  speaks(barriers.languages, signal) &&
  comesFrom({ sources: barriers.topicSources }, signal) &&
  comesFrom(barriers, signal) &&
  reaches(barriers, signal);

/** The newest hits, or the closest, with their words marked, how many there are in all, and how many a day. */
export function presentSample(
  query: Query,
  hits: readonly Drawn[],
  { least, searched, from, to, most, closest }: Sampled,
): Sample {
  const ordered = closest?.hits ?? newestFirst(hits);
  const shown = ordered.slice(0, most).map(({ signal }) => hitOf(query, signal));
  const total = estimateFrom(
    hits.map(({ chance }) => chance),
    least,
  );
  return {
    ...{ hits: shown, closeness: closest?.by ?? null, errors: [], total, searched },
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), perDay: perDay(hits, from, to) },
  };
}

export const newestFirst = (hits: readonly Drawn[]): Drawn[] =>
  hits.toSorted((a, b) => (a.signal.at < b.signal.at ? 1 : a.signal.at > b.signal.at ? -1 : 0));

/** Under what a sample was drawn. Milliseconds since 1970. */
interface Sampled {
  readonly least: number;
  readonly searched: number;
  readonly from: number;
  readonly to: number;
  /** Hits that are shown. */
  readonly most: number;
  /** All hits, the closest first, and how that was told. */
  readonly closest?: { readonly hits: readonly Drawn[]; readonly by: ClosenessBy };
}

function perDay(hits: readonly Drawn[], from: number, to: number): Sample['perDay'] {
  const counts = new Map<string, number>();
  for (let at = from - (from % DAY_MS); at < to; at += DAY_MS) counts.set(dayOf(at), 0);
  for (const { signal, chance } of hits) {
    const day = dayOf(Date.parse(signal.receivedAt));
    counts.set(day, (counts.get(day) ?? 0) + 1 / chance);
  }
  return [...counts].map(([day, count]) => ({ day, count: Math.round(count) }));
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

export function hitOf(query: Query, signal: Signal): Hit {
  const shown = { ...signal, text: signal.text.slice(0, SHOWN) };
  return { signal: pastSignal(shown), marks: marksOf(explain(query, prepareDocument(signal)), shown) };
}

export function pastSignal({
  id,
  source,
  kind,
  at,
  lang,
  title,
  text,
  url,
  site,
  author,
  metrics,
}: Signal): PastSignal {
  return {
    ...{ id, source, kind, at, lang, title, text: text.slice(0, SHOWN), metrics },
    ...(url && { url }),
    ...(site && { site }),
    ...(author && { author }),
  };
}

/** Places of the words that hold, each once, in order; what a NOT holds by its absence has none. */
function marksOf(explanation: Explanation, shown: Pick<Signal, 'title' | 'text'>): Hit['marks'] {
  const marks: Hit['marks'] = { title: [], text: [] };
  const visit = (clause: Explanation): void => {
    if (!clause.holds || clause.kind === 'not') return;
    for (const { field, from, to } of clause.hits) {
      if (field === 'title') marks.title.push({ from, to });
      else if (field === 'body' && to <= shown.text.length) marks.text.push({ from, to });
    }
    clause.children.forEach(visit);
  };
  visit(explanation);
  return { title: merged(marks.title), text: merged(marks.text) };
}

/** Overlapping stretches as one. */
function merged(marks: readonly { from: number; to: number }[]): { from: number; to: number }[] {
  const all: { from: number; to: number }[] = [];
  for (const mark of marks.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = all.at(-1);
    if (last && mark.from < last.to) last.to = Math.max(last.to, mark.to);
    else all.push({ ...mark });
  }
  return all;
}
