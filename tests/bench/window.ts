import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { learnLife, macroF1, pinballLoss } from '../../scripts/train/window-life.ts';
import { STEPS } from '../../scripts/train/window.ts';
import { LifeKind, WindowModel, type LifeModel } from '../../src/contract/window-model.ts';
import { minutesAt, minutesAtLevel } from '../../src/core/opportunity/bands.ts';
import { readAttention } from '../../src/core/story/attention.ts';
import type { Life, Stage } from '../../src/core/story/hindsight.ts';
import { isLongQuiet, stageOf } from '../../src/core/story/phase.ts';
import { scoreReading } from '../../src/core/story/scorecard.ts';

const KIND_OF_STEP: Record<number, LifeKind> = { 5: 'posts', 20: 'item', 30: 'news' };
const STAGES: readonly Stage[] = ['emerging', 'peaking', 'over'];

interface Burst {
  readonly id: string;
  readonly fold: string;
  readonly stepMinutes: number;
  readonly life: Life;
}

/**
 * Time left and phase of stories whose curves `window.py --dump` wrote: reads the curve back from the columns, takes only
 * what was known at each moment, and writes `burst,t_min,p10,p50,p90,phase` for `window.py --pred`. With `--folds` the
 * model is learnt from the other folds of the file; otherwise the shipped one is used.
 */
export async function benchWindow(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      curves: { type: 'string' },
      out: { type: 'string' },
      folds: { type: 'boolean', default: false },
      kind: { type: 'string' },
      model: { type: 'string', default: 'config/window.json' },
    },
  });
  if (!values.curves) throw new Error('Name the curves with --curves FILE.');
  const bursts = readBursts(readFileSync(values.curves, 'utf8'));
  const step = bursts[0]!.stepMinutes;
  const kind = LifeKind.parse(values.kind ?? KIND_OF_STEP[step]);
  const modelOf = values.folds ? foldModels(bursts, kind) : shippedModel(values.model, kind);
  const rows = bursts.flatMap((burst) => predict(burst, modelOf(burst.fold)));
  if (values.out) writeFileSync(values.out, toCsv(rows));
  const { phaseF1, pinball, cover80 } = report(asProduct(rows));
  process.stdout.write(`${JSON.stringify({ kind, ...report(rows), asProduct: { phaseF1, pinball, cover80 } })}\n`);
}

function shippedModel(file: string, kind: LifeKind): (fold: string) => LifeModel {
  const model = WindowModel.parse(JSON.parse(readFileSync(file, 'utf8'))).kinds[kind];
  return () => model;
}

function foldModels(bursts: readonly Burst[], kind: LifeKind): (fold: string) => LifeModel {
  const models = new Map<string, LifeModel>();
  return (fold) => {
    const known = models.get(fold);
    if (known) return known;
    const rest = bursts.filter((burst) => burst.fold !== fold);
    const lives = rest.map(({ life }) => life);
    const model = { ...learnLife(lives, bursts[0]!.stepMinutes, kind), mostSteps: STEPS[kind].mostSteps };
    models.set(fold, model);
    return model;
  };
}

interface Row {
  readonly burst: string;
  readonly t: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly said: Stage;
  readonly stage: Stage;
  readonly minutesLeft: number;
  readonly share: number;
  readonly isLongQuiet: boolean;
}

function predict({ id, life, stepMinutes }: Burst, model: LifeModel): Row[] {
  return life.moments.map(({ end, minutesLeft, stage }) => {
    const reading = readAttention(life.counts, end);
    const minutes = minutesAt(model.bands, scoreReading(model.left, reading));
    return {
      burst: id,
      t: (end - 1) * stepMinutes,
      p10: minutesAtLevel(minutes, model.interval.low),
      p50: minutesAtLevel(minutes, 0.5),
      p90: minutesAtLevel(minutes, model.interval.high),
      said: stageOf(reading, model),
      stage,
      minutesLeft,
      share: 1 / life.moments.length,
      isLongQuiet: isLongQuiet(reading),
    };
  });
}

/** What the product says, which does not know that a moment is asked about: a story that was quiet for long is over. */
const asProduct = (rows: readonly Row[]): Row[] =>
  rows.map((row) => (row.isLongQuiet ? { ...row, p10: 0, p50: 0, p90: 0, said: 'over' } : row));

/** The curve, read back from smoothed height and sum; the first two steps are only known together. */
function readBursts(text: string): Burst[] {
  const [head, ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head!.split(',');
  const rows = lines.map((line) => {
    const cells = line.split(',').map(Number);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] as number]));
  });
  return [...Map.groupBy(rows, ({ burst }) => burst!)].map(([id, own]) => {
    const stepMinutes = own[0]!.t_min!;
    const sums = own.map(({ logcum }) => Math.expm1(logcum!));
    const counts = [sums[0]! / 2, sums[0]! / 2, ...sums.slice(1).map((sum, i) => Math.max(sum - sums[i]!, 0))];
    const moments = own.map(({ remaining, phase }, i) => ({
      end: i + 2,
      minutesLeft: remaining!,
      stage: STAGES[phase!]!,
    }));
    return { id: String(id), fold: String(own[0]!.fold), stepMinutes, life: { counts, moments } };
  });
}

const toCsv = (rows: readonly Row[]): string =>
  [
    'burst,t_min,p10,p50,p90,phase',
    ...rows.map((row) => [row.burst, row.t, row.p10, row.p50, row.p90, STAGES.indexOf(row.said)].join(',')),
  ].join('\n') + '\n';

function report(rows: readonly Row[]) {
  const bursts = new Set(rows.map(({ burst }) => burst)).size;
  const isHeld = (row: Row): boolean => row.minutesLeft >= row.p10 && row.minutesLeft <= row.p90;
  const held = rows.reduce((sum, row) => sum + (isHeld(row) ? row.share : 0), 0);
  const loss = (level: number, of: (row: Row) => number): number =>
    rows.reduce((sum, row) => sum + pinballLoss(row.minutesLeft, of(row), level), 0) / rows.length;
  const losses = [loss(0.1, (row) => row.p10), loss(0.5, (row) => row.p50), loss(0.9, (row) => row.p90)];
  const round = (value: number): number => Math.round(value * 1e3) / 1e3;
  return {
    bursts,
    moments: rows.length,
    cover80: round(held / bursts),
    coverMoments: round(rows.filter(isHeld).length / rows.length),
    pinball: round(losses.reduce((a, b) => a + b, 0) / 3),
    losses: losses.map(round),
    phaseF1: round(macroF1(rows, ({ said }) => said)),
  };
}
