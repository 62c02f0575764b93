import { createWriteStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { OffenceModel } from '../../src/contract/offence-model.ts';
import { SafetyLexicon, type EventType } from '../../src/contract/safety.ts';
import type { RawSignal } from '../../src/contract/signal.ts';
import { createEventReader, type EventReader } from '../../src/core/safety/events.ts';
import { createOffenceReader, type OffenceReader } from '../../src/core/safety/offence.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { readLines } from '../../src/sources/recording/lines.ts';

/** A line of the input: a raw signal, or no more of it than a text. */
interface Post {
  readonly id?: string | number;
  readonly text?: string | null;
  readonly body?: string | null;
  readonly title?: string | null;
  readonly lang?: string | null;
  readonly tags?: string[];
  readonly at?: string | number;
}

/** What the product reads in one post. */
export interface SafetyVerdict {
  readonly id?: string | number;
  readonly types: readonly EventType[];
  /** That of the gravest words, 0 where there are none. */
  readonly severity: 0 | 1 | 2 | 3;
  readonly offence: number;
}

/** When a post was published that does not say it. */
const UNDATED = Date.parse('2026-01-01T00:00:00Z');

/**
 * Reads posts as the product does, each by itself: `--in` has one JSON object a line, `--out` gets the verdicts in the
 * same order, `{id?, types, severity, offence}`. A line that cannot be read ends the run. Prints one JSON line.
 */
export async function benchSafety(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      in: { type: 'string' },
      out: { type: 'string' },
      model: { type: 'string', default: 'config/offence.json' },
    },
  });
  if (!values.in || !values.out) throw new Error('name the posts and where to write: --in FILE --out FILE');
  const readers = await createReaders(values.model);
  const out = createWriteStream(values.out);
  const counts = { posts: 0, grave: 0, delicate: 0, offensive: 0 };
  let micros = 0;
  for await (const read of readLines(values.in)) {
    if ('reason' in read) throw new Error(`${values.in}:${read.line}: ${read.reason}`);
    const post = JSON.parse(read.text) as Post;
    const start = performance.now();
    const verdict = judgePost(readers, post, read.line);
    micros += 1_000 * (performance.now() - start);
    counts.posts += 1;
    if (verdict.severity === 3) counts.grave += 1;
    else if (verdict.severity > 0) counts.delicate += 1;
    if (verdict.offence >= 0.5) counts.offensive += 1;
    if (!out.write(`${JSON.stringify(verdict)}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  const microsPerPost = Math.round((10 * micros) / Math.max(1, counts.posts)) / 10;
  process.stdout.write(`${JSON.stringify({ in: values.in, ...counts, microsPerPost })}\n`);
}

interface Readers {
  readonly readEvents: EventReader;
  readonly readOffence: OffenceReader;
}

async function createReaders(model: string): Promise<Readers> {
  const lexicons = ['en', 'fr'].map((language) =>
    SafetyLexicon.parse(parse(readFileSync(`config/safety/${language}.yaml`, 'utf8'))),
  );
  return {
    readEvents: createEventReader(lexicons),
    readOffence: createOffenceReader(OffenceModel.parse(JSON.parse(await readFile(model, 'utf8')))),
  };
}

function judgePost({ readEvents, readOffence }: Readers, post: Post, line: number): SafetyVerdict {
  const signal = normalise(rawOf(post, line), UNDATED);
  const { grave } = readEvents(signal);
  const { offence } = readOffence(`${signal.title}\n${signal.text}`.trim(), signal.lang);
  return {
    ...(post.id !== undefined && { id: post.id }),
    types: [...new Set(grave.map(({ type }) => type))].sort(),
    severity: Math.max(0, ...grave.map(({ severity }) => severity)) as SafetyVerdict['severity'],
    offence: Math.round(1e4 * offence) / 1e4,
  };
}

function rawOf(post: Post, line: number): RawSignal {
  const at = new Date(post.at ?? UNDATED);
  return {
    source: 'bench',
    kind: 'post',
    externalId: String(post.id ?? line),
    publishedAt: (Number.isNaN(at.getTime()) ? new Date(UNDATED) : at).toISOString(),
    lang: post.lang ?? null,
    title: post.title ?? null,
    text: post.text ?? post.body ?? null,
    tags: post.tags ?? [],
  };
}
