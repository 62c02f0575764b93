import type { Moment } from '../../contract/moment.ts';

/** Moments that a brand lives by: the shipped ones and its own. An own one stands in for a shipped one of its name. */
export function momentsOfBrand(shipped: readonly Moment[], own: readonly Moment[]): Moment[] {
  const taken = new Set(own.map(({ id }) => id));
  return [...shipped.filter(({ id }) => !taken.has(id)), ...own];
}
