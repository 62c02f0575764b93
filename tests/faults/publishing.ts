import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { Mention } from '../../src/contract/mention.ts';
import { Territory } from '../../src/contract/territory.ts';
import { connectionSettings, openDatabase } from '../../src/store/database.ts';
import { createListener } from '../../src/store/listener.ts';
import { createTerritories } from '../../src/store/territories.ts';
import { until } from '../support/app.ts';
import { ownConfig } from '../support/own-config.ts';
import { quiet } from '../support/postgres.ts';
import type { ForeignRecord } from './log.ts';
import { behind, openRig, type Rig } from './rig.ts';
import { idOf } from './workload.ts';

export interface PublishingOptions {
  /** Signals a second. */
  readonly rate: number;
  readonly seconds: number;
  /** Evenly over that time. */
  readonly publications: number;
}

export interface PublishingResult {
  readonly signals: number;
  readonly mentions: number;
  /** Versions under which something was matched. */
  readonly versions: number;
  /** Versions that were published, with the first one. */
  readonly published: number;
  /**
   * Milliseconds from publishing to the first mention made under it, or under a later one, of the partition in which that
   * took longest: both match processes have partitions.
   */
  readonly liveAfterMs: readonly number[];
  /** In words; empty where each signal was matched once, under one version. */
  readonly faults: readonly string[];
}

const BRAND = 'much-published';
/** What a post says. The first is in every version of the territory, the others in every second one. */
const WORDS = ['alwaysmine', 'evenmine', 'oddmine'] as const;
type Word = (typeof WORDS)[number];
const GRACE_MS = 120_000;
const STEP_MS = 100;

const territory = (version: number): Territory =>
  Territory.parse({
    brand: BRAND,
    topics: [{ id: 'own', label: 'Own', query: `alwaysmine OR ${version % 2 === 0 ? 'evenmine' : 'oddmine'}` }],
  });

/** Territories are published again and again while signals flow through two match processes. */
export async function publishingRun(options: PublishingOptions): Promise<PublishingResult> {
  const rig = await openRig({
    roles: ['api', 'match', 'match'],
    partitions: { signals: 4, mentions: 1 },
    config: configOf,
  });
  const database = openDatabase({ url: rig.databaseUrl, log: quiet });
  const listener = createListener({ connection: connectionSettings({ url: rig.databaseUrl, log: quiet }), log: quiet });
  const territories = createTerritories({ db: database.db, clock: () => Date.now(), listener });
  try {
    const publishedAt = new Map<number, number>();
    const publishing = (async () => {
      for (let n = 0; n < options.publications; n++) {
        await sleep((1_000 * options.seconds) / (options.publications + 1));
        const { version } = await territories.publish(territory(n + 2), 'judge');
        publishedAt.set(version, Date.now());
      }
    })();
    await Promise.all([feed(rig, options), publishing]);
    await until('all are matched', async () => (await behind(rig, ['signals'])) === 0, GRACE_MS);
    const [signals, mentions] = [
      await rig.log.readAll(rig.nameOf('signals')),
      await rig.log.readAll(rig.nameOf('mentions')),
    ];
    return { ...judge(signals, mentions, publishedAt), published: options.publications + 1 };
  } finally {
    await listener.close();
    await database.close();
    await rig.close();
  }
}

async function configOf(folder: string): Promise<string> {
  const config = await ownConfig(folder, { evening: false });
  for (const kind of ['brands', 'territories']) {
    await rm(join(config, kind), { recursive: true });
    await mkdir(join(config, kind));
  }
  await writeFile(
    join(config, 'brands', `${BRAND}.yaml`),
    stringify({ id: BRAND, name: 'Much Published', languages: ['en'] }),
  );
  await writeFile(join(config, 'territories', `${BRAND}.yaml`), stringify(territory(1)));
  return config;
}

const wordOf = (n: number): Word => (n % 2 === 0 ? WORDS[0] : n % 4 === 1 ? WORDS[1] : WORDS[2]);

async function feed(rig: Rig, { rate, seconds }: PublishingOptions): Promise<void> {
  const begun = performance.now();
  for (let sent = 0; sent < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - begun) / 1_000) * rate));
    const batch = Array.from({ length: due - sent }, (_, i) => {
      const [n, publishedAt] = [sent + i, new Date().toISOString()];
      const raw = { source: 'town-square', kind: 'post', externalId: String(n), publishedAt, lang: 'en' };
      return {
        key: idOf(raw.source, raw.externalId),
        value: JSON.stringify({ ...raw, text: `${wordOf(n)} said by ${n}` }),
      };
    });
    if (batch.length > 0) await rig.log.append(rig.nameOf('signals'), batch);
    sent = due;
    await sleep(STEP_MS);
  }
}

type Judged = Omit<PublishingResult, 'published'>;

/**
 * By the words alone: a post with the word of all versions was matched once; one with a word of every second version was
 * matched under such a version or not at all, and then some other version was live between its neighbours.
 */
function judge(
  signals: readonly ForeignRecord[],
  mentions: readonly ForeignRecord[],
  publishedAt: ReadonlyMap<number, number>,
): Judged {
  const faults: string[] = [];
  const found = new Map<string, Mention>();
  const versions = new Set<number>();
  const partitionOf = new Map(signals.map(({ key, partition }) => [key, partition]));
  const written: Written[] = [];
  for (const { key, value, writtenAt } of mentions) {
    if (key === null || value === null) continue;
    const mention = JSON.parse(Buffer.from(value).toString()) as Mention;
    if (found.has(mention.signal.id)) faults.push(`${mention.id} was matched twice`);
    found.set(mention.signal.id, mention);
    versions.add(mention.territoryVersion);
    written.push({ version: mention.territoryVersion, writtenAt, partition: partitionOf.get(mention.signal.id) ?? -1 });
  }
  for (const records of Map.groupBy(signals, ({ partition }) => partition).values()) {
    judgePartition(records, found, publishedAt.size + 1, faults);
  }
  const liveAfterMs = [...publishedAt].flatMap(([version, at]) => {
    const everywhere = liveEverywhereAt(version, written);
    return everywhere === null ? [] : [Math.max(0, everywhere - at)];
  });
  return { signals: signals.length, mentions: found.size, versions: versions.size, liveAfterMs, faults };
}

interface Written {
  readonly version: number;
  readonly partition: number;
  /** By the broker's clock, milliseconds since 1970. */
  readonly writtenAt: number;
}

/** When every partition of signals had made a mention under the version or a later one; null where one never did. */
function liveEverywhereAt(version: number, written: readonly Written[]): number | null {
  const partitions = [...Map.groupBy(written, ({ partition }) => partition).values()];
  const firsts = partitions.map((own) => {
    const since = own.filter((one) => one.version >= version).map(({ writtenAt }) => writtenAt);
    return since.reduce((least, at) => Math.min(least, at), Infinity);
  });
  const last = Math.max(...firsts);
  return Number.isFinite(last) ? last : null;
}

function judgePartition(
  records: readonly ForeignRecord[],
  found: ReadonlyMap<string, Mention>,
  last: number,
  faults: string[],
): void {
  let version = 1;
  let unmatched: { readonly id: string; readonly word: Word }[] = [];
  const judgeUnmatched = (upTo: number): void => {
    for (const { id, word } of unmatched) {
      if (!someWithout(word, version, upTo)) faults.push(`${id} says ${word} and is missing at version ${version}`);
    }
  };
  for (const { key, value } of records) {
    const { text } = JSON.parse(Buffer.from(value ?? []).toString()) as { text: string };
    const word = text.split(' ', 1)[0] as Word;
    const mention = found.get(key!);
    if (!mention) {
      unmatched.push({ id: key!, word });
      continue;
    }
    const next = mention.territoryVersion;
    if (next < version) faults.push(`${mention.id} was matched under version ${next} after ${version}`);
    if (!isOf(word, next)) faults.push(`${mention.id} says ${word} and was matched under version ${next}`);
    judgeUnmatched(next);
    [version, unmatched] = [next, []];
  }
  judgeUnmatched(last);
}

const isOf = (word: Word, version: number): boolean => word === WORDS[0] || (word === WORDS[1]) === (version % 2 === 0);

/** Whether a version from one to the other does not have the word. */
const someWithout = (word: Word, from: number, to: number): boolean =>
  Array.from({ length: Math.max(1, to - from + 1) }, (_, n) => from + n).some((version) => !isOf(word, version));
