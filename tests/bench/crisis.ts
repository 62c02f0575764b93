import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import type { RawSignal } from '../../src/contract/signal.ts';
import { openStage } from '../support/scenarios.ts';
import { shippedFigures, shippedReading } from '../support/signals.ts';

const USAGE = 'npm run bench -- crisis [--crisis FILE] [--quiet FILE …] [--sections WORDS] [--closings FILE]';
/** Takes every post, so that nothing but the gate decides. */
const EVERYTHING = { name: 'A brand', territory: 'Everything', query: 'kind:post OR kind:news' };
const POSTS_TO_CLOSE = 10;
/** Each event is begun anew at so many of its posts, for one beginning says little. */
const BEGINNINGS = 20;
/** Chatter is read in runs of so many posts, each by a brand of its own. */
const RUN = 400;
const FEW = 3;

interface CrisisPost {
  readonly event: string;
  readonly at: string;
  readonly text: string;
  readonly label: string;
}

/**
 * How fast the gate closes on crises, and how often on harmless streams. Of each event's on-topic posts, in order of time,
 * ten are read from each of twenty beginnings; closed is a leading story (the one with most items) under review or block.
 * Of harmless streams, the share of stories that end closed. `--closings` gets those, one a line, to be read by eye.
 */
export async function benchCrisis(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      crisis: { type: 'string' },
      quiet: { type: 'string', multiple: true, default: [] },
      sections: { type: 'string' },
      limit: { type: 'string' },
      closings: { type: 'string' },
    },
  });
  if (!values.crisis && values.quiet.length === 0) throw new Error(USAGE);
  const closings = values.closings ? createWriteStream(values.closings) : null;
  const play = createPlayers();
  if (values.crisis) await benchEvents(values.crisis, play, closings);
  const sections = values.sections ? new RegExp(values.sections, 'i') : null;
  for (const file of [...values.quiet, ...positionals]) {
    const raws: RawSignal[] = [];
    const seen = new Set<string>();
    for await (const line of linesOf(file)) {
      const raw = JSON.parse(line) as RawSignal & { section?: string };
      if (sections && !sections.test(raw.section ?? '')) continue;
      if (!raw.title && !raw.text) continue;
      if (raw.externalId && seen.has(raw.externalId)) continue;
      if (raw.externalId) seen.add(raw.externalId);
      raws.push(raw);
      if (values.limit && raws.length >= Number(values.limit)) break;
    }
    print({ stream: file.replace(/^.*\//, ''), ...closedShare([...chunks(raws, RUN)], play, closings) });
  }
  closings?.end();
}

async function benchEvents(file: string, play: Players, closings: Sink): Promise<void> {
  const onTopic = new Map<string, RawSignal[]>();
  const chatter = new Map<string, RawSignal[]>();
  for await (const line of linesOf(file)) {
    const post = JSON.parse(line) as CrisisPost;
    if (post.label === 'Not applicable') continue;
    const into = post.label === 'off-topic' || post.label === 'Not related' ? chatter : onTopic;
    into.set(post.event, [...(into.get(post.event) ?? []), rawOf(post, into.get(post.event)?.length ?? 0)]);
  }
  let closed = 0;
  let runs = 0;
  let events = 0;
  for (const [event, posts] of onTopic) {
    posts.sort((a, b) => (a.publishedAt! < b.publishedAt! ? -1 : 1));
    const step = Math.floor(posts.length / BEGINNINGS);
    const starts = Array.from({ length: BEGINNINGS }, (_, i) => i * step);
    const after = starts.map((start) => play.closedAfter(posts.slice(start, start + POSTS_TO_CLOSE)));
    const inTime = after.filter((n) => n !== null).length;
    closed += inTime;
    runs += BEGINNINGS;
    if (after[0] !== null) events += 1;
    print({ event, posts: posts.length, closedFirst: after[0], closed: inTime, of: BEGINNINGS });
  }
  print({ events: onTopic.size, closedFromTheirFirst: events, runs, closed: round(closed / runs) });
  const runsOf = [...chatter.values()].flatMap((posts) => [
    ...chunks(
      posts.sort((a, b) => (a.publishedAt! < b.publishedAt! ? -1 : 1)),
      RUN,
    ),
  ]);
  print({ stream: 'off-topic chatter', ...closedShare(runsOf, play, closings) });
}

function closedShare(runs: readonly RawSignal[][], play: Players, closings: Sink) {
  const count = { stories: 0, closed: 0, ofThree: 0, ofThreeClosed: 0, block: 0 };
  for (const run of runs) {
    for (const { items, level, titles, reasons } of play.stories(run)) {
      const isClosed = level !== 'go';
      count.stories += 1;
      if (isClosed) count.closed += 1;
      if (level === 'block') count.block += 1;
      if (items >= FEW) count.ofThree += 1;
      if (items >= FEW && isClosed) count.ofThreeClosed += 1;
      if (isClosed) closings?.write(`${JSON.stringify({ items, level, reasons, titles })}\n`);
    }
  }
  return {
    ...count,
    closedShare: round(count.closed / count.stories),
    ofThreeShare: round(count.ofThreeClosed / count.ofThree),
  };
}

type Sink = ReturnType<typeof createWriteStream> | null;
type Players = ReturnType<typeof createPlayers>;

function createPlayers() {
  const reading = shippedReading();
  const figures = shippedFigures();
  const open = () => openStage(EVERYTHING, reading, figures);
  return {
    /** Posts read until the leading story is closed; null where it is still open after the last. */
    closedAfter(posts: readonly RawSignal[]): number | null {
      const stage = open();
      for (const [i, post] of posts.entries()) {
        stage.read(post);
        const leading = stage.leading();
        if (leading && stage.verdict(leading).level !== 'go') return i + 1;
      }
      return null;
    },
    stories(posts: readonly RawSignal[]) {
      const stage = open();
      // A story forgotten on the way was judged at its last item; here only those alive at the end count.
      for (const post of posts) stage.read(post);
      return stage.stories().map((live) => {
        const { level, reasons } = stage.verdict(live);
        return {
          items: live.story.items,
          level,
          reasons: reasons.map(({ code, level: own, words }) => ({ code, level: own, words })),
          titles: live.story.evidence.slice(0, 4).map(({ title, text }) => title || text),
        };
      });
    },
  };
}

const rawOf = ({ event, at, text }: CrisisPost, nth: number): RawSignal => ({
  source: 'crisis',
  kind: 'post',
  externalId: `${event} ${nth}`,
  publishedAt: at,
  text,
  author: { id: `${event} ${nth}` },
});

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

function linesOf(file: string): AsyncIterable<string> {
  const input = createReadStream(file);
  return createInterface({ input: file.endsWith('.gz') ? input.pipe(createGunzip()) : input });
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
