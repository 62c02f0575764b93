import { join } from 'node:path';
import { pino } from 'pino';
import { RawSignal } from '../../src/contract/signal.ts';
import { normalise } from '../../src/core/signal/normalise.ts';
import { termsOf } from '../../src/core/territory/lookback/terms.ts';
import { prepareDocument } from '../../src/core/territory/match.ts';
import { readLines } from '../../src/sources/recording/lines.ts';
import { createArchive } from '../../src/store/archive.ts';
import { openDatabase } from '../../src/store/database.ts';

const FILES = ['news-bbc-2021-2022.ndjson.gz', 'posts-hackernews-2021.ndjson.gz'];
const DAY_MS = 86_400_000;
/** Recorded days, and the days that they are laid into: front pages alone are less than what a newsroom follows. */
const RECORDED = 56;
const DAYS = 7;
const BATCH = 500;

interface Filled {
  readonly from: string;
  readonly recordedDays: number;
  readonly days: number;
  readonly news: number;
  readonly posts: number;
}

/** Lays eight recorded weeks into the archive as if they were the last seven days, in their order. */
export async function fillArchive(databaseUrl: string, folder: string, from: string): Promise<Filled> {
  const log = pino({ level: 'silent' });
  const database = openDatabase({ url: databaseUrl, log });
  const begin = Date.parse(`${from}T00:00:00Z`);
  const end = begin + RECORDED * DAY_MS;
  const now = Date.now();
  const moved = (at: number): number => Math.round(now - ((end - at) * DAYS) / RECORDED);
  const counts = { news: 0, posts: 0 };
  try {
    const archive = createArchive({ db: database.db, clock: () => Date.now() });
    for (const file of FILES) {
      const seen = new Set<string>();
      let batch: { signal: ReturnType<typeof normalise>; terms: string[]; share: number; mentioned: boolean }[] = [];
      const flush = async (): Promise<void> => {
        await archive.keepSignals(batch);
        batch = [];
      };
      for await (const read of readLines(join(folder, file))) {
        if ('reason' in read) continue;
        const raw = RawSignal.safeParse(JSON.parse(read.text));
        // Later lines of a post only tell how it does.
        if (!raw.success || seen.has(raw.data.externalId) || !raw.data.title) continue;
        const at = Date.parse(raw.data.observedAt ?? raw.data.publishedAt ?? '');
        if (!(at >= begin)) continue;
        if (at >= end) break;
        seen.add(raw.data.externalId);
        const published = new Date(moved(at)).toISOString();
        const signal = normalise({ ...raw.data, publishedAt: published, observedAt: published }, moved(at));
        counts[signal.kind === 'news' ? 'news' : 'posts']++;
        batch.push({ signal, terms: termsOf(prepareDocument(signal), signal.id), share: 1, mentioned: false });
        if (batch.length === BATCH) await flush();
      }
      await flush();
    }
  } finally {
    await database.close();
  }
  return { from, recordedDays: RECORDED, days: DAYS, ...counts };
}
