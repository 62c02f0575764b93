import type { ReplayedAlert, ReplayResult } from '../../contract/replay.ts';
import type { LiveTerritory, Territory } from '../../contract/territory.ts';
import type { Alert } from '../../core/learning/replay/alert-book.ts';
import { compareAlerts, type Pair } from '../../core/learning/replay/compare-alerts.ts';
import { forecastPerDay } from '../../core/learning/replay/forecast.ts';
import { soughtByTerritory } from '../../core/learning/replay/sought-by-territory.ts';
import { buildTerritoryIndex, type IndexOptions } from '../../core/territory/index.ts';
import type { LookBack } from '../../ports/lookback.ts';
import type { PastPages } from '../../ports/replay.ts';
import type { DetectionRules } from '../../../streams/processors/detect-opportunities.ts';
import { readPast } from './read-past.ts';
import { createNewRun, createOldRun, type NewRun, type OldRun } from './runs.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** What is usual forgets half in three days, and no story is looked at for longer. */
const WARM_UP_MS = 3 * DAY_MS;
/** Rows of each list that are told. */
const MOST_TOLD = 100;
/** Work between two breaths of the thread, in which it hears and tells, milliseconds. */
const BREATH_MS = 40;

export interface ReplayTask {
  readonly live: LiveTerritory;
  /** The working copy. */
  readonly changed: Territory;
  readonly days: number;
  /** End of the period, milliseconds since 1970. */
  readonly to: number;
}

export interface ReplayProgress {
  /** Of the way from the beginning of the warm-up to the end, 0 to 1. */
  readonly share: number;
  readonly entries: number;
}

interface ReplayDeps {
  readonly archive: Pick<LookBack, 'entries'>;
  readonly pages: PastPages;
  /** As they run; the brand's territory is the live one. */
  readonly rules: DetectionRules;
  readonly frequency?: IndexOptions['frequency'];
  /** A clock that only goes forwards, milliseconds. */
  readonly stopwatch: () => number;
  progress?(progress: ReplayProgress): void;
}

/** What a replay found. `alerts` are those of the counted period, oldest first, for whoever holds them against the live ones. */
export interface Replayed {
  readonly result: ReplayResult;
  readonly alerts: { readonly before: readonly Alert[]; readonly after: readonly Alert[] };
}

/** Goes once over the brand's past with the old rules and the new ones side by side. */
export async function replayPast(deps: ReplayDeps, task: ReplayTask): Promise<Replayed> {
  const begun = deps.stopwatch();
  const { live, changed, to } = task;
  const from = to - task.days * DAY_MS;
  const { since, share } = await deps.pages.reach({ from: from - WARM_UP_MS, to });
  const start = Math.max(from - WARM_UP_MS, since ?? to);
  const before = createOldRun(deps.rules);
  const after = createNewRun(withTerritory(deps.rules, changed), indexOf(live, changed, deps.frequency));
  const versions = await drive(deps, { ...task, start }, before, after);
  const counted = (run: OldRun): Alert[] => run.alerts().filter(({ receivedAt }) => receivedAt >= from);
  const alerts = { before: counted(before), after: counted(after) };
  const covered = Math.max(0, to - Math.max(from, start)) / DAY_MS;
  const result: ReplayResult = {
    from: instant(from),
    to: instant(to),
    daysCovered: Math.min(task.days, covered),
    warmUpHours: Math.max(0, from - start) / HOUR_MS,
    share,
    versions,
    mentions: { before: before.mentions, after: after.mentions, found: after.found, dropped: after.dropped },
    ...compared(alerts.before, alerts.after),
    ...perDay(alerts, { to, covered: Math.min(task.days, covered), share }),
    seconds: (deps.stopwatch() - begun) / 1_000,
  };
  return { result, alerts };
}

interface Way extends ReplayTask {
  readonly start: number;
}

/** Answers the versions of the territory that made the mentions. */
async function drive(deps: ReplayDeps, way: Way, before: OldRun, after: NewRun): Promise<number[]> {
  const { start, to, changed } = way;
  const versions = new Set<number>();
  const period = { from: start, to };
  const past = readPast({ ...deps, brand: changed.brand, sought: soughtByTerritory(changed), period });
  let breath = deps.stopwatch();
  let entries = 0;
  for await (const next of past) {
    const at = next.kind === 'entry' ? next.entry.timestamp : next.signal.receivedAt;
    if (next.kind === 'signal') after.takeSignal(next.signal);
    else {
      before.take(next.entry);
      after.take(next.entry);
      const version = versionOf(next.entry.value);
      if (version !== null) versions.add(version);
    }
    entries += 1;
    if (deps.stopwatch() - breath < BREATH_MS) continue;
    deps.progress?.({ share: Math.min(1, Math.max(0, (at - start) / Math.max(1, to - start))), entries });
    await new Promise((resolve) => setImmediate(resolve));
    breath = deps.stopwatch();
  }
  deps.progress?.({ share: 1, entries });
  return [...versions].toSorted((a, b) => a - b);
}

/** A mention of ours names it within its first few words. */
function versionOf(value: Uint8Array): number | null {
  const head = Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, 256)).toString('latin1');
  const found = /"territoryVersion":(\d+)/.exec(head);
  return found ? Number(found[1]) : null;
}

const indexOf = ({ version }: LiveTerritory, territory: Territory, frequency: IndexOptions['frequency']) =>
  buildTerritoryIndex([{ version: version + 1, territory }], { ...(frequency && { frequency }) });

const withTerritory = (rules: DetectionRules, territory: Territory): DetectionRules => ({
  ...rules,
  brand: (id) => {
    const known = rules.brand(id);
    return known && { ...known, territory };
  },
});

function compared(
  before: readonly Alert[],
  after: readonly Alert[],
): Pick<ReplayResult, 'counts' | 'gained' | 'lost' | 'moved'> {
  const { same, moved, gained, lost } = compareAlerts(before, after);
  const newest = (alerts: readonly Alert[]) => alerts.toSorted((a, b) => b.at - a.at).slice(0, MOST_TOLD);
  return {
    counts: {
      ...{ before: before.length, after: after.length, same: same.length },
      ...{ gained: gained.length, lost: lost.length, moved: moved.length },
    },
    gained: newest(gained).map(told),
    lost: newest(lost).map(told),
    moved: moved
      .toSorted((a, b) => b.after.at - a.after.at)
      .slice(0, MOST_TOLD)
      .map(toldPair),
  };
}

const told = ({ opportunity, title, at, level, score }: Alert): ReplayedAlert => ({
  ...{ opportunity, title, level, score },
  ...{ at: instant(at), exists: false },
});

const toldPair = ({ before, after }: Pair): ReplayResult['moved'][number] => ({
  before: told(before),
  after: told(after),
  minutes: Math.round((after.at - before.at) / 60_000),
});

interface Days {
  readonly to: number;
  readonly covered: number;
  readonly share: number;
}

/** Whole days only, counted back from the end, so that no day is a half one. */
function perDay(alerts: Replayed['alerts'], { to, covered, share }: Days): Pick<ReplayResult, 'perDay' | 'forecast'> {
  // The log began a moment after the product did.
  const days = Math.floor(covered + 0.01);
  const count = (list: readonly Alert[], from: number): number =>
    list.filter(({ receivedAt }) => receivedAt >= from && receivedAt < from + DAY_MS).length;
  const rows = Array.from({ length: days }, (_, i) => {
    const from = to - (days - i) * DAY_MS;
    return { from: instant(from), before: count(alerts.before, from), after: count(alerts.after, from) };
  });
  const before = forecastPerDay(rows.map((row) => row.before));
  const after = forecastPerDay(
    rows.map((row) => row.after),
    hidden(alerts, share) / Math.max(covered, 1),
  );
  return { perDay: rows, forecast: before && after && { before, after } };
}

/** Alerts that a sample may have hidden: each gained one stands for those like it, and one at least may lie in the dark. */
function hidden({ before, after }: Replayed['alerts'], share: number): number {
  if (share >= 1) return 0;
  const more = Math.max(1, after.length - before.length);
  return more * (1 / Math.max(share, 0.01) - 1);
}

const instant = (ms: number): string => new Date(ms).toISOString();
