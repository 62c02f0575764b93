import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { Instant, Slug } from '../../src/contract/common.ts';
import { VerdictLevel } from '../../src/contract/opportunity.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import { fold } from '../../src/core/text/fold.ts';
import { Scenario } from './scenarios.ts';

const Allowed = z.union([VerdictLevel.transform((level) => [level]), z.array(VerdictLevel).min(1)], {
  error: 'expects go, review, block, or a list of those that would be right',
});

const NO_ENTRY =
  'neither "mm:ss @author: text", nor "mm:ss [outlet] title | summary" (or hh:mm:ss), nor expect: with go, review, block or a list of them';

const POST = /^(?:(\d{1,2}):)?([0-5]\d):([0-5]\d) (?:@([\w.-]+): (.+)|\[([^\]]+)\] (.+?) \| (.+))$/su;

const Post = z.string().transform((line, context) => {
  const [, hours = '0', minutes, seconds, author, text, outlet, title, summary] = POST.exec(line) ?? [];
  if (minutes === undefined) {
    context.addIssue(NO_ENTRY);
    return z.NEVER;
  }
  const after = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return author ? { after, author, text } : { after, outlet: outlet!, title, text: summary };
});
type Post = z.infer<typeof Post>;

const GateFile = z.strictObject({
  id: Slug,
  about: z.string().min(1),
  lang: z.enum(['en', 'fr']),
  brand: z.strictObject({ name: z.string(), territory: z.string(), query: z.string() }),
  start: Instant,
  final: Allowed,
  posts: z.array(z.union([z.strictObject({ expect: Allowed }), Post], { error: NO_ENTRY })).min(1),
});
type GateFile = z.infer<typeof GateFile>;

/** The verdicts that are right once so many posts have been read. */
export interface GateExpectation {
  readonly after: number;
  readonly allowed: readonly VerdictLevel[];
}

export interface GateFixture {
  readonly file: string;
  /** What happens, and why the verdict is right. */
  readonly about: string;
  readonly scenario: Scenario;
  /** In the order of the posts, the final one last. */
  readonly expectations: readonly GateExpectation[];
}

/** Every `.yaml` of a folder, in the order of the names. Throws what is wrong with file and line. */
export const readGateFixtures = (folder: string): GateFixture[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readGateFixture(join(folder, name)));

/** One file. The format is told by the files in `tests/fixtures/gate`. */
export function readGateFixture(file: string): GateFixture {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new Error(`${file}: ${broken.message}`);
  const refuse = (path: readonly PropertyKey[], message: string): never => {
    throw new Error(`${file}:${lineOf(document, lines, path)}: ${path.join('.')}: ${message}`);
  };
  const read = GateFile.safeParse(document.toJS());
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return refuse(path, message);
  }
  const content = read.data;
  if (!file.endsWith(`${content.id}.yaml`)) refuse(['id'], `the file should be called ${content.id}.yaml`);
  return { file, about: content.about, ...played(content, refuse) };
}

type Refuse = (path: readonly PropertyKey[], message: string) => never;

function played(content: GateFile, refuse: Refuse): Pick<GateFixture, 'scenario' | 'expectations'> {
  const signals: RawSignal[] = [];
  const expectations: GateExpectation[] = [];
  let latest = 0;
  content.posts.forEach((entry, i) => {
    if ('expect' in entry) {
      expectations.push({ after: signals.length, allowed: entry.expect });
      return;
    }
    if (entry.after < latest) refuse(['posts', i], 'comes before the post above it');
    latest = entry.after;
    signals.push(signalOf(entry, content, signals.length + 1));
  });
  expectations.push({ after: signals.length, allowed: content.final });
  return {
    scenario: Scenario.parse({ id: content.id, lang: content.lang, brand: content.brand, signals }),
    expectations,
  };
}

function signalOf(post: Post, { id, lang, start }: GateFile, number: number): RawSignal {
  const publishedAt = new Date(Date.parse(start) + post.after).toISOString();
  const common = { externalId: `${id}-${number}`, publishedAt, lang, text: post.text };
  if (post.author !== undefined) {
    const author = { id: post.author, name: post.author, handle: post.author };
    return { ...common, source: 'posts', kind: 'post', author };
  }
  const outlet = fold(post.outlet).replace(/[^\p{L}\p{Nd}]+/gu, '-');
  const url = `https://${outlet}.example/${id}-${number}`;
  return { ...common, source: outlet, kind: 'news', title: post.title, url };
}

/** The line of the innermost thing on the path that stands in the file, from 1. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
