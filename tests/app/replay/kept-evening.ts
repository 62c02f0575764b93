import type { Brand } from '../../../src/contract/brand.ts';
import type { Opportunity } from '../../../src/contract/opportunity.ts';
import type { Story } from '../../../src/contract/story.ts';
import type { Territory } from '../../../src/contract/territory.ts';
import { createAlertBook, type Alert } from '../../../src/core/learning/replay/alert-book.ts';
import { signalId } from '../../../src/core/signal/normalise.ts';
import type { LiveRules } from '../../../src/app/rules.ts';
import { createArchive } from '../../../src/store/archive.ts';
import { createArchivePages } from '../../../src/store/archive-pages.ts';
import type { Database } from '../../../src/store/database.ts';
import { keep } from '../../../streams/keep.ts';
import { createMemoryLedger } from '../../../streams/memory-ledger.ts';
import { run } from '../../../streams/run.ts';
import { topology } from '../../../streams/topology.ts';
import { topics as allTopics } from '../../../streams/topics.ts';
import { createMemoryTransport } from '../../../streams/transport/memory.ts';
import { rulesOf } from '../../support/check-run.ts';
import { datedEvening, type DatedSignal } from '../../support/recording.ts';

const TICK_MS = 5_000;
const SPARE_MS = 30 * 60_000;

/** An evening that was lived through and kept, and what was said of it then. */
export interface KeptEvening {
  readonly rules: LiveRules;
  readonly archive: ReturnType<typeof createArchive>;
  readonly pages: ReturnType<typeof createArchivePages>;
  /** When it was over, milliseconds since 1970. */
  readonly end: number;
  brand(id: string): NonNullable<ReturnType<LiveRules['brand']>> & { brand: Brand };
  /** The live alerts, in their order. */
  alerts(brand: string): readonly Alert[];
}

/**
 * The fictional evening through the real processors, with word of the time, a restart in its middle and the keepers beside
 * it, into a real archive.
 */
export async function keptEvening(
  { db }: Pick<Database, 'db'>,
  brands: readonly string[],
  { change = (same: Territory): Territory => same, looks = 'all' } = {},
): Promise<KeptEvening> {
  const rules = await rulesOf('config');
  rules.replace(
    brands.map((id) => rules.brand(id)!.brand),
    brands.map((id) => ({ version: 2, territory: change(rules.brand(id)!.territory) })),
  );
  const topics = allTopics({ signals: 1, mentions: 1 });
  const transport = createMemoryTransport();
  const told = new Map<string, ReturnType<typeof createAlertBook>>();
  const note = (opportunity: Opportunity, story: Story): void => {
    const book = told.get(opportunity.brand) ?? createAlertBook();
    told.set(opportunity.brand, book);
    book.note(opportunity, story, 0);
  };
  const ledger = createMemoryLedger(({ effects }) =>
    effects.opportunities.forEach((opportunity, n) => note(opportunity, effects.stories[n]!)),
  );
  const all = await datedEvening();
  const known = new Set<string>();
  const isFirst = ({ raw }: DatedSignal): boolean => known.size < known.add(signalId(raw)).size;
  const signals = looks === 'all' ? all : all.filter(isFirst);
  const end = signals.at(-1)!.at + SPARE_MS;
  const archive = createArchive({ db, clock: () => end });
  const keeper = await keep({ topics, transport, archive, keeps: ['signals', 'mentions'], perDay: 1e9 });
  const halves = [signals.slice(0, signals.length / 2), signals.slice(signals.length / 2)] as const;
  let now = signals[0]!.at;
  for (const [n, half] of halves.entries()) {
    const consumer = await run(topology(topics, rules), { topics, transport, ledger, snapshotEvery: 700 });
    const until = n === 0 ? half.at(-1)!.at : end;
    for (const due of byTick(half, now, until)) {
      await transport.append(
        topics.signals,
        due.signals.map(({ raw, at }) => ({ key: signalId(raw), value: bytes(raw), timestamp: at })),
      );
      await transport.idle();
      const tick = { tick: new Date(due.at).toISOString() };
      await transport.append(topics.mentions, [{ key: null, value: bytes(tick), timestamp: due.at, partition: 0 }]);
      now = due.at;
    }
    await transport.idle();
    await consumer.stop();
  }
  await keeper.stop();
  return {
    ...{ rules, archive, end },
    pages: createArchivePages({ db }),
    brand: (id) => rules.brand(id)!,
    alerts: (brand) => told.get(brand)?.alerts() ?? [],
  };
}

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

function byTick(signals: readonly DatedSignal[], from: number, until: number) {
  const due: { at: number; signals: DatedSignal[] }[] = [];
  let next = 0;
  for (let at = from + TICK_MS; at < until + TICK_MS; at += TICK_MS) {
    const own: DatedSignal[] = [];
    for (; next < signals.length && signals[next]!.at <= at; next++) own.push(signals[next]!);
    due.push({ at, signals: own });
  }
  return due;
}
