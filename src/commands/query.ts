import { Refusal } from '../app/refusal.ts';
import type { Signal } from '../contract/signal.ts';
import { explain, type Explanation, type Hit } from '../core/territory/explain/explain.ts';
import { outline } from '../core/territory/explain/outline.ts';
import { lintQuery } from '../core/territory/lint/lint.ts';
import { matches, type Document } from '../core/territory/match.ts';
import { printQuery } from '../core/territory/print.ts';
import type { Query, QueryError } from '../core/territory/query.ts';
import { readLists, readTopic, type Lists } from '../core/territory/topic.ts';
import { readRecording } from './recording.ts';
import { readTerritory } from './read-territory.ts';
import { drawOutline, markPlaces, plain, pointAt, type Speech } from './show-query.ts';

/** Where a command finds its territories, and how it speaks. */
export interface Telling {
  readonly speech: Speech;
  readonly configFolder: string;
  readonly clock: () => number;
  readonly out: (line: string) => void;
}

export interface QueryOptions extends Telling {
  readonly text: string;
  /** File or brand whose lists the query may name. */
  readonly territory?: string;
  /** A recording to try the query on. */
  readonly signals?: string;
  readonly limit?: number;
}

const SIGNALS_SHOWN = 5;

const SAY = {
  en: {
    read: 'Read as:',
    partly: 'Understood so far:',
    faults: 'The query cannot be read:',
    warning: 'warning:',
    hint: 'hint:',
    found: (found: number, of: number, share: string) => `${found} of ${of} signals match: ${share} %.`,
  },
  fr: {
    read: 'Lu ainsi :',
    partly: 'Compris jusque-là :',
    faults: 'La requête est illisible :',
    warning: 'attention :',
    hint: 'conseil :',
    found: (found: number, of: number, share: string) => `${found} signaux sur ${of} : ${share} %.`,
  },
};

/** Says how a query is read, and what it finds in a recording. Throws a Refusal that points at each error. */
export async function query(options: QueryOptions): Promise<void> {
  const { text, speech, out, territory: of, configFolder } = options;
  const territory = of === undefined ? null : await readTerritory(of, configFolder);
  const { lists } = readLists(territory?.lists ?? {});
  const read = readTopic(text, lists);
  if ('errors' in read) throw new Refusal(describeFaults(text, read, speech));
  out(SAY[speech].read);
  out(`  ${plain(printQuery(read.written))}`);
  const tree = drawOutline(outline(read.written));
  // A clause alone was printed already.
  if (tree.length > 1) for (const line of tree) out(`  ${line}`);
  const documents =
    options.signals === undefined ? [] : (await readRecording(options.signals, options.clock, options.limit)).documents;
  const warnings = read.warnings.map((warning) => ({ ...warning, severity: 'warning' as const }));
  for (const doubt of [...warnings, ...lintQuery(read.written, { lists, lookBack: documents })]) {
    out(`\n${describe(text, doubt, speech, `${SAY[speech][doubt.severity]} `)}`);
  }
  if (options.signals !== undefined) showFound({ ...read, lists, documents }, speech, out);
}

function describeFaults(
  text: string,
  { errors, partial }: { errors: readonly QueryError[]; partial: Query | null },
  speech: Speech,
): string {
  const faults = errors.map((error) => describe(text, error, speech));
  const understood = partial ? [SAY[speech].partly, ...drawOutline(outline(partial)).map((line) => `  ${line}`)] : [];
  return [SAY[speech].faults, ...faults, ...understood].join('\n');
}

const describe = (text: string, { from, to, message }: QueryError, speech: Speech, before = ''): string =>
  [...pointAt(text, { from, to }).split('\n'), before + message[speech]].map((line) => `  ${line}`).join('\n');

interface Tried {
  readonly written: Query;
  /** Lists written out. */
  readonly query: Query;
  readonly lists: Lists;
  readonly documents: readonly Document[];
}

function showFound({ written, query: expanded, lists, documents }: Tried, speech: Speech, out: (line: string) => void) {
  const found = documents.filter((doc) => matches(expanded, doc));
  const share = documents.length === 0 ? '0' : ((100 * found.length) / documents.length).toPrecision(2);
  out(`\n${SAY[speech].found(found.length, documents.length, share)}`);
  for (const doc of found.slice(0, SIGNALS_SHOWN)) {
    const { source, site, lang, kind } = doc.signal;
    out(`\n  ${plain(site ?? source)} · ${kind} · ${lang}`);
    for (const line of markSignal(doc.signal, hitsIn(explain(written, doc, lists)))) out(`  ${line}`);
  }
}

/** Title and text, where there are any, with the places marked. */
export function markSignal({ title, text }: Pick<Signal, 'title' | 'text'>, hits: readonly Hit[]): string[] {
  const parts = [
    ['title', title],
    ['body', text],
  ] as const;
  return parts.flatMap(([field, part]) => {
    const own = hits.filter((hit) => hit.field === field);
    return part === '' ? [] : [markPlaces(part, own)];
  });
}

/** The places of everything that holds, but for what a NOT keeps out. */
export function hitsIn({ kind, holds, hits, children }: Explanation): Hit[] {
  return !holds || kind === 'not' ? [] : [...hits, ...children.flatMap(hitsIn)];
}
