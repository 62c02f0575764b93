import { SLOTS, type Features } from '../../src/core/safety/offence-features.ts';

/** One text: what was read off it, how sure it is that it offends (0 to 1), and how much it counts. */
export interface Lesson {
  readonly features: Features;
  readonly truth: number;
  readonly weight: number;
}

const ROUNDS = 8;
const RATE = 0.15;
/** Pull towards zero with every text that has the slot. */
const RIDGE = 2e-5;

/** Logistic weights by stochastic steps, each slot at its own pace (Adagrad), the same for the same lessons. */
export function fitSlots(lessons: readonly Lesson[], chance: () => number): { bias: number; weights: Float64Array } {
  const weights = new Float64Array(SLOTS);
  const pace = new Float64Array(SLOTS).fill(1e-2);
  let bias = 0;
  let biasPace = 1e-2;
  const order = lessons.map((_, i) => i);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(chance() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const { features, truth, weight } = lessons[i]!;
      const { slots, values } = features;
      let sum = bias;
      for (let k = 0; k < slots.length; k++) sum += weights[slots[k]!]! * values[k]!;
      const off = weight * (1 / (1 + Math.exp(-sum)) - truth);
      for (let k = 0; k < slots.length; k++) {
        const slot = slots[k]!;
        const slope = off * values[k]! + weight * RIDGE * weights[slot]!;
        pace[slot]! += slope * slope;
        weights[slot]! -= (RATE * slope) / Math.sqrt(pace[slot]!);
      }
      biasPace += off * off;
      bias -= (RATE * off) / Math.sqrt(biasPace);
    }
  }
  return { bias, weights };
}

/** Weights as signed bytes: steps of a common size, the few largest cut off. */
export function quantise(weights: Float64Array): { step: number; slots: Int8Array } {
  const sizes = Float64Array.from(weights, Math.abs)
    .filter((size) => size > 0)
    .sort();
  const step = (sizes[Math.floor(sizes.length * 0.9995)] ?? 1) / 127;
  return { step, slots: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step)))) };
}

/** Repeatable numbers from 0 to below 1 (mulberry32). */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
