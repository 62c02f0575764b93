import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Refusal } from '../app/refusal.ts';
import { RawSignal, type Signal } from '../contract/signal.ts';
import { explainTerritory, type TopicExplanation } from '../core/territory/explain/explain-territory.ts';
import { normalise } from '../core/signal/normalise.ts';
import { readTerritory } from './read-territory.ts';
import { hitsIn, markSignal, type Telling } from './query.ts';
import { drawExplanation, plain, type Speech } from './show-query.ts';

export interface ExplainOptions extends Telling {
  /** A territory's file, or a brand of the configuration folder. */
  readonly territory: string;
  readonly text?: string;
  readonly title?: string;
  /** A file with one signal as the intake takes it, for everything beside text and title. */
  readonly signal?: string;
  /** Only this topic, with every clause of it. */
  readonly topic?: string;
}

const SAY = {
  en: {
    signal: 'The signal',
    matches: 'matches',
    matchesNoGo: 'MATCHES A NO-GO TOPIC',
    misses: 'does not match',
    keptOut: 'kept out',
    change: 'Smallest change that would match:',
    gives: 'The query would be:',
  },
  fr: {
    signal: 'Le signal',
    matches: 'répond',
    matchesNoGo: 'TOUCHE UN SUJET INTERDIT',
    misses: 'ne répond pas',
    keptOut: 'écarté',
    change: 'Le plus petit changement qui suffirait :',
    gives: 'La requête serait :',
  },
};

/** Alternatives of a group that do not hold and are named all the same, where a topic is explained with all its clauses. */
const MISSES_NAMED = 12;

/** Says why a text lies in a territory, or why it does not, topic by topic. */
export async function explainText(options: ExplainOptions): Promise<void> {
  const { speech, out, topic } = options;
  const territory = await readTerritory(options.territory, options.configFolder);
  const signal = await readSignal(options);
  const explained = [...explainTerritory(territory, signal)];
  const wanted = explained.filter((one) => topic === undefined || one.topic === topic);
  if (wanted.length === 0) {
    const known = explained.map((one) => one.topic).join(', ');
    throw new Refusal(`${territory.brand} has no topic ${topic ?? ''}; known: ${known}.`);
  }
  const hits = wanted.flatMap(({ query }) => (query ? hitsIn(query.explanation) : []));
  out(`${SAY[speech].signal} (${signal.kind}, ${signal.lang}):`);
  for (const line of markSignal(signal, hits)) out(`  ${line}`);
  for (const one of wanted) for (const line of describe(one, topic !== undefined, speech)) out(line);
}

async function readSignal({ text, title, signal: file, clock }: ExplainOptions): Promise<Signal> {
  const given = file === undefined ? {} : await readJson(file);
  const kind = title === undefined ? 'post' : 'news';
  const now = new Date(clock()).toISOString();
  const own = { ...(text !== undefined && { text }), ...(title !== undefined && { title }) };
  const whole = { source: 'command line', kind, externalId: 'explained', observedAt: now, ...given, ...own };
  const read = RawSignal.safeParse(whole);
  if (!read.success) throw new Refusal(`The signal is not one: ${z.prettifyError(read.error)}`);
  if (!read.data.text && !read.data.title)
    throw new Refusal('Say what to explain: --text "…", --title "…" or --signal FILE');
  const receivedAt = Date.parse(read.data.observedAt ?? now);
  return normalise(read.data, receivedAt);
}

async function readJson(file: string): Promise<object> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new Refusal(`--signal ${file} cannot be read: ${(error as Error).message}`);
  }
  throw new Refusal(`--signal ${file} is not one JSON object.`);
}

function describe({ topic, label, noGo, barriers, query }: TopicExplanation, whole: boolean, speech: Speech): string[] {
  const say = SAY[speech];
  // The territory's queries were checked before, and nothing is too long for the command line.
  if (!query) return [];
  const { holds, explanation, change } = query;
  const out = barriers.length > 0;
  const said = !holds ? say.misses : out ? say.keptOut : noGo ? say.matchesNoGo : say.matches;
  const tree = whole || holds ? drawExplanation(explanation, speech, whole ? MISSES_NAMED : 0) : [];
  const edits = change ? [say.change, ...change.edits.map(({ message }) => `  - ${message[speech]}`)] : [];
  const after = change && whole ? [say.gives, `  ${plain(change.query)}`] : [];
  return [
    '',
    `${holds && !out ? '✓' : '✗'} ${topic} (${label}): ${said}`,
    ...[...barriers.map((barrier) => barrier[speech]), ...tree, ...edits, ...after].map((line) => `  ${line}`),
  ];
}
