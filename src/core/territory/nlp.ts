import nlp from 'compromise/two';
import type { Matchable } from './document.ts';
import type { Sentence } from './query.ts';
import * as say from './refusals.ts';

/** Reading grammar costs about a millisecond for a post; of longer texts only the beginning is read. UTF-16 units. */
const MOST_READ = 5_000;

const nets = new Map<string, ReturnType<typeof nlp.parseMatch>>();
const MOST_NETS = 10_000;

/**
 * Whether a signal's English reads as the pattern (compromise's match syntax), in its title or its text. A text in
 * another language does not; one too short to tell its language may.
 */
export function readsAs(pattern: string, { lang, title, text }: Pick<Matchable, 'lang' | 'title' | 'text'>): boolean {
  if (lang !== 'en' && lang !== 'und') return false;
  const net = netOf(pattern);
  return [title, text].some((part) => part !== '' && parsed(part.slice(0, MOST_READ)).has(net));
}

/** Texts read last: several clauses ask about one signal's title and text. */
const views = new Map<string, ReturnType<typeof nlp>>();
const MOST_VIEWS = 4;

function parsed(text: string): ReturnType<typeof nlp> {
  let view = views.get(text);
  if (!view) {
    if (views.size === MOST_VIEWS) views.clear();
    views.set(text, (view = nlp(text)));
  }
  return view;
}

function netOf(pattern: string): ReturnType<typeof nlp.parseMatch> {
  let net = nets.get(pattern);
  if (!net) {
    net = nlp.parseMatch(pattern);
    if (nets.size < MOST_NETS) nets.set(pattern, net);
  }
  return net;
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const TAG = /#(\p{L}\w*)/gu;
/** compromise reads #person as #Person. */
const titled = (tag: string): string => tag[0]!.toUpperCase() + tag.slice(1);

/** Why a pattern cannot be read, or null. compromise itself reads anything, and then finds nothing. */
export function patternFault(pattern: string): Sentence | null {
  if (pattern.length > say.LONGEST_PATTERN) return say.nlpTooLong;
  if (pattern.includes('/')) return say.nlpRegex;
  const open: string[] = [];
  for (const sign of pattern) {
    if (Object.values(PAIRS).includes(sign)) open.push(sign);
    else if (sign in PAIRS && open.pop() !== PAIRS[sign]) return say.nlpBracket(sign);
  }
  if (open.length > 0) return say.nlpBracket(open.at(-1)!);
  const unknown = [...pattern.matchAll(TAG)].map(([, tag]) => tag!).find((tag) => !knownTags().has(titled(tag)));
  if (unknown !== undefined) return say.nlpTag(unknown);
  try {
    nlp.parseMatch(pattern);
    return null;
  } catch (error) {
    return say.nlpSyntax((error as Error).message);
  }
}

let tags: ReadonlySet<string> | undefined;

function knownTags(): ReadonlySet<string> {
  tags ??= new Set(Object.keys((nlp.model() as { one: { tagSet: object } }).one.tagSet));
  return tags;
}
