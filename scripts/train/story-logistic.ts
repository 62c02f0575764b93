/** A case to learn from: what was measured, and whether it was true. */
export interface Case {
  readonly measures: readonly number[];
  readonly isTrue: boolean;
}

/** Pull of every weight but the first towards 0, on measures of spread 1: keeps weights of related measures sober. */
const RIDGE = 100;
const MOST_STEPS = 25;
const CLOSE_ENOUGH = 1e-8;

/** Weights of a logistic model by Newton's method; the first measure is the constant 1. The same cases give the same. */
export function fitLogistic(cases: readonly Case[]): number[] {
  const width = cases[0]!.measures.length;
  const { means, spreads } = momentsOf(cases, width);
  const rows = cases.map(({ measures }) => measures.map((value, j) => (value - means[j]!) / spreads[j]!));
  let weights = new Array<number>(width).fill(0);
  for (let step = 0; step < MOST_STEPS; step++) {
    const change = newtonStep(rows, cases, weights);
    weights = weights.map((weight, j) => weight + change[j]!);
    if (Math.max(...change.map(Math.abs)) < CLOSE_ENOUGH) break;
  }
  const plain = weights.map((weight, j) => weight / spreads[j]!);
  plain[0] = weights[0]! - plain.reduce((sum, weight, j) => (j === 0 ? sum : sum + weight * means[j]!), 0);
  return plain;
}

function momentsOf(cases: readonly Case[], width: number): { means: number[]; spreads: number[] } {
  const means = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  for (const { measures } of cases) for (let j = 1; j < width; j++) means[j]! += measures[j]! / cases.length;
  for (const { measures } of cases)
    for (let j = 1; j < width; j++) squares[j]! += (measures[j]! - means[j]!) ** 2 / cases.length;
  const spreads = squares.map((square, j) => (j === 0 ? 1 : Math.sqrt(square) || 1));
  return { means, spreads };
}

function newtonStep(rows: readonly number[][], cases: readonly Case[], weights: readonly number[]): number[] {
  const width = weights.length;
  const slope = weights.map((weight, j) => (j === 0 ? 0 : -RIDGE * weight));
  const bend = weights.map((_, j) => weights.map((__, k) => (j === k ? (j === 0 ? 1e-9 : RIDGE) : 0)));
  rows.forEach((row, i) => {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += weights[j]! * row[j]!;
    const probability = 1 / (1 + Math.exp(-sum));
    const error = (cases[i]!.isTrue ? 1 : 0) - probability;
    const worth = Math.max(probability * (1 - probability), 1e-9);
    for (let j = 0; j < width; j++) {
      slope[j]! += error * row[j]!;
      const scaled = worth * row[j]!;
      for (let k = 0; k <= j; k++) bend[j]![k]! += scaled * row[k]!;
    }
  });
  for (let j = 0; j < width; j++) for (let k = j + 1; k < width; k++) bend[j]![k] = bend[k]![j]!;
  return solve(bend, slope);
}

/** Gauss and Jordan with the largest pivot first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let r = i + 1; r < n; r++) if (Math.abs(rows[r]![i]!) > Math.abs(rows[pivot]![i]!)) pivot = r;
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let r = 0; r < n; r++) {
      if (r === i) continue;
      const factor = rows[r]![i]! / rows[i]![i]!;
      for (let c = i; c <= n; c++) rows[r]![c]! -= factor * rows[i]![c]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
