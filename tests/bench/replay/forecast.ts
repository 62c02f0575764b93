import { parseArgs } from 'node:util';
import { replayPast } from '../../../src/app/replay/replay-past.ts';
import { Territory, type Topic } from '../../../src/contract/territory.ts';
import { forecastPerDay } from '../../../src/core/learning/replay/forecast.ts';
import { normalise } from '../../../src/core/signal/normalise.ts';
import { readSignals } from '../../../src/sources/replay.ts';
import { createArchive } from '../../../src/store/archive.ts';
import { createArchivePages } from '../../../src/store/archive-pages.ts';
import type { LiveRules } from '../../../src/app/rules.ts';
import type { KeptEntry } from '../../../streams/archive.ts';
import { mentionsOf } from '../../../streams/processors/match-territories.ts';
import { rulesOf } from '../../support/check-run.ts';
import { testDatabase } from '../../support/postgres.ts';
import { topics } from '../hop-inputs.ts';

const DAY_MS = 86_400_000;
/** Days before the first that counts, to learn what is usual. */
const BEFORE = 3;
const TICK_MS = 300_000;
const BATCH = 1_000;

const SUBJECTS: Readonly<Record<string, string>> = {
  companies: 'google OR apple OR amazon OR microsoft OR facebook OR tesla',
  languages: 'rust OR python OR javascript OR golang OR java OR typescript',
  security: 'security OR hack* OR vulnerability OR breach OR malware OR privacy',
  systems: 'linux OR unix OR kernel OR windows OR macos OR android',
  science: 'science OR physics OR math* OR scientist* OR study OR research*',
  space: 'space OR nasa OR spacex OR mars OR rocket*',
  health: 'covid* OR vaccine* OR health OR virus',
  climate: 'climate OR carbon OR energy OR solar OR nuclear',
  money: 'bitcoin OR crypto* OR stock* OR bank* OR money',
  games: 'game* OR gaming OR nintendo OR chess',
  chips: 'chip* OR cpu OR intel OR nvidia OR arm OR hardware',
  learning: 'ai OR gpt* OR "machine learning" OR neural OR deepmind',
  web: 'web OR browser* OR firefox OR chrome OR css OR html',
  work: 'work* OR remote OR startup* OR hiring OR engineer*',
  show: '"show hn" OR "ask hn"',
};

/** What a brand team does to one rule: excludes, narrows, widens, asks for nearness. */
const EDITED: Readonly<Record<string, string>> = {
  companies: '(google OR apple OR amazon) NOT (job* OR hiring)',
  languages: 'rust OR python',
  security: 'security NEAR/5 (hack* OR breach OR leak*)',
  systems: 'linux NOT (windows OR macos)',
  science: 'science OR physics OR math* OR scientist* OR study OR research* OR data OR paper* OR theory',
  money: '(bitcoin OR crypto*) NOT ("show hn" OR game*)',
  learning: '"machine learning" OR deepmind',
  work: 'remote NEAR/4 (work* OR job* OR office)',
};

/** The territory of the bench, and twenty changes of it. */
function rulesOfBench(brand: string): { base: Territory; changes: Territory[] } {
  const all = Object.keys(SUBJECTS);
  const topic = (id: string, more: Partial<Topic> = {}) => ({ id, label: id, query: SUBJECTS[id], ...more });
  const of = (ids: readonly string[], more?: Partial<Topic>): Territory =>
    Territory.parse({ brand, topics: ids.map((id) => topic(id, more)) });
  const without = all.slice(0, 4).map((gone) => of(all.filter((id) => id !== gone)));
  const some = [3, 8].flatMap((count) => [of(all.slice(0, count)), of(all.slice(-count))]);
  const edited = Object.entries(EDITED).map(([id, query]): Territory => {
    const live = of(all);
    return { ...live, topics: live.topics.map((one) => (one.id === id ? { ...one, query } : one)) };
  });
  const tuned = [{ sensitivity: 'high' }, { sensitivity: 'low' }, { weight: 1 }, { weight: 0.4 }] as const;
  return { base: of(all), changes: [...without, ...some, ...edited, ...tuned.map((more) => of(all, more))] };
}

/**
 * Replays a recording under twenty changed rules; foretells alerts a day from the first days, and holds that against the
 * days that follow: one JSON line a change, then how many days and how many means the interval covered.
 */
export async function benchForecast(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: '../shared/data/signals/posts-hackernews-2021.ndjson.gz' },
      from: { type: 'string', default: '2021-03-01' },
      days: { type: 'string', default: '28' },
      first: { type: 'string', default: '7' },
      brand: { type: 'string', default: 'harbour-and-pine' },
    },
  });
  const [days, first] = [Number(values.days), Number(values.first)];
  const from = Date.parse(`${values.from}T00:00:00Z`);
  const to = from + days * DAY_MS;
  const rules = await rulesOf('config');
  const { brand } = rules.brand(values.brand)!;
  const { base, changes } = rulesOfBench(brand.id);
  rules.replace([{ ...brand, demonstration: false }], [{ version: 2, territory: base }]);
  const database = await testDatabase('bench');
  const archive = createArchive({ db: database.db, clock: () => to });
  const mentions = await keepRecording(archive, rules, values.data, { from: from - BEFORE * DAY_MS, to });
  const pages = createArchivePages({ db: database.db });
  const sum = { days: 0, coveredDays: 0, rules: 0, coveredMeans: 0 };
  for (const changed of changes) {
    const { result } = await replayPast(
      { archive, pages, rules, stopwatch: () => performance.now() },
      { live: { version: 2, territory: base }, changed, days, to },
    );
    const counts = result.perDay.map(({ after }) => after);
    const forecast = forecastPerDay(counts.slice(0, first))!;
    const rest = counts.slice(first);
    const mean = rest.reduce((all, count) => all + count, 0) / rest.length;
    const holds = (count: number): boolean => count >= forecast.low && count <= forecast.high;
    const covered = rest.filter(holds).length;
    sum.days += rest.length;
    sum.coveredDays += covered;
    sum.rules += 1;
    sum.coveredMeans += holds(mean) ? 1 : 0;
    const rule = changed.topics
      .map(
        ({ id, query, ...more }) => `${id}:${query === SUBJECTS[id] ? '' : query}:${more.sensitivity}:${more.weight}`,
      )
      .join(' ');
    print({ rule, forecast, mean, covered: covered / rest.length, counts, seconds: result.seconds });
  }
  print({ mentions, ...sum, daysCovered: sum.coveredDays / sum.days, meansCovered: sum.coveredMeans / sum.rules });
  await database.drop();
}

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** Every look at a signal as a mention under the broad territory, and the word of the time between them. */
async function keepRecording(
  archive: ReturnType<typeof createArchive>,
  rules: LiveRules,
  file: string,
  { from, to }: { from: number; to: number },
): Promise<number> {
  const entries: KeptEntry[] = [];
  let [offset, mentions, nextTick] = [0, 0, from];
  const add = (timestamp: number, brand: string | null, value: Uint8Array): void =>
    void entries.push({ partition: 0, offset: offset++, timestamp, brand, value });
  for await (const lines of readSignals(file, { clock: () => Date.parse('2100-01-01') })) {
    for (const line of lines) {
      if ('reason' in line || line.receivedAt < from || line.receivedAt >= to) continue;
      for (; nextTick <= line.receivedAt; nextTick += TICK_MS) {
        add(nextTick, null, Buffer.from(JSON.stringify({ tick: new Date(nextTick).toISOString() })));
      }
      const signal = normalise(line.raw, line.receivedAt);
      const hits = rules.territories().match(signal);
      const look = {
        topic: topics.signals.name,
        partition: 0,
        offset,
        key: null,
        value: null,
        timestamp: line.receivedAt,
      };
      for (const outcome of mentionsOf(topics, signal, hits, look)) {
        if (outcome.kind !== 'emit') continue;
        mentions += 1;
        add(line.receivedAt, outcome.record.key, outcome.record.value);
      }
    }
    if (entries.length >= BATCH) await archive.keepEntries(entries.splice(0));
  }
  await archive.keepEntries(entries);
  return mentions;
}
