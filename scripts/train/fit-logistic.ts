/** One case: what was measured, by place, and whether it came true. */
export interface Case {
  readonly values: readonly number[];
  readonly hit: boolean;
  /** Log-odds that are known beforehand. */
  readonly offset?: number;
}

/** Pull of every weight towards zero, in cases. */
const RIDGE = 2;
const STEPS = 30;

/**
 * Logistic regression by Newton's method; `rising` weights are kept from falling below zero, by taking those that would
 * out of the fit one by one. The first value of a case is the constant and is not pulled.
 */
export function fitLogistic(cases: readonly Case[], rising: readonly boolean[]): number[] {
  const size = rising.length;
  let weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, curvature } = sums(cases, weights);
    const next = constrainedStep(weights, gradient, curvature, rising);
    const moved = Math.max(...next.map((weight, i) => Math.abs(weight - weights[i]!)));
    weights = next;
    if (moved < 1e-6) break;
  }
  return weights;
}

function sums(cases: readonly Case[], weights: readonly number[]) {
  const size = weights.length;
  const gradient = weights.map((weight, i) => (i === 0 ? 0 : -RIDGE * weight));
  const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? (i === 0 ? 1e-9 : RIDGE) : 0)));
  for (const { values, hit, offset } of cases) {
    let logOdds = offset ?? 0;
    for (let i = 0; i < size; i++) logOdds += weights[i]! * values[i]!;
    const chance = 1 / (1 + Math.exp(-logOdds));
    const [off, spread] = [(hit ? 1 : 0) - chance, chance * (1 - chance)];
    for (let i = 0; i < size; i++) {
      const value = values[i]!;
      if (value === 0) continue;
      gradient[i]! += off * value;
      const row = curvature[i]!;
      for (let j = 0; j <= i; j++) row[j]! += spread * value * values[j]!;
    }
  }
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) curvature[j]![i] = curvature[i]![j]!;
  return { gradient, curvature };
}

/** The top of the parabola over the weights that are allowed to move. */
function constrainedStep(
  weights: readonly number[],
  gradient: readonly number[],
  curvature: readonly (readonly number[])[],
  rising: readonly boolean[],
): number[] {
  const size = weights.length;
  // Curvature · next = curvature · weights + gradient.
  const target = weights.map((_, i) => gradient[i]! + weights.reduce((sum, w, j) => sum + curvature[i]![j]! * w, 0));
  const free = new Set(weights.keys());
  for (;;) {
    const places = [...free];
    const solved = solve(
      places.map((i) => places.map((j) => curvature[i]![j]!)),
      places.map((i) => target[i]!),
    );
    const next = new Array<number>(size).fill(0);
    places.forEach((place, i) => (next[place] = solved[i]!));
    const falling = places.filter((place) => rising[place] && next[place]! < 0);
    if (falling.length === 0) return next;
    free.delete(falling.reduce((worst, place) => (next[place]! < next[worst]! ? place : worst)));
  }
}

/** Gauss with the largest pivot. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let i = 0; i < size; i++) {
    let best = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(rows[k]![i]!) > Math.abs(rows[best]![i]!)) best = k;
    [rows[i], rows[best]] = [rows[best]!, rows[i]!];
    for (let k = i + 1; k < size; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!;
      if (factor !== 0) for (let j = i; j <= size; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let sum = rows[i]![size]!;
    for (let j = i + 1; j < size; j++) sum -= rows[i]![j]! * solution[j]!;
    solution[i] = sum / rows[i]![i]!;
  }
  return solution;
}
