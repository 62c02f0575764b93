import type { ClearedAngle } from '../../src/contract/cleared-angle.ts';
import type { AngleStore } from '../../src/ports/angles.ts';

const AT = '2026-11-22T20:00:00.000Z';

/** A pre-cleared angle of a brand, still to be approved unless told. */
export const anAngle = (changed: Partial<ClearedAngle> = {}): ClearedAngle => ({
  ...{ id: 'maison-sorbier-angle', brand: 'maison-sorbier', name: 'Lights out', lang: 'en', state: 'proposed' },
  text: 'You can still dunk in the dark.',
  ...{ topics: [], variants: [{ platform: 'x' }], until: '2026-12-31T23:00:00.000Z', uses: 3, coolDownMinutes: 60 },
  ...{ by: { id: 'manager', name: 'The manager' }, createdAt: AT, updatedAt: AT, approvals: [], used: 0 },
  ...changed,
});

/** One angle of each brand: enough to see who is let in. */
export function createFakeAngles(brands: readonly string[]): AngleStore {
  const all = brands.map((brand) => anAngle({ id: `${brand}-angle`, brand }));
  const moved = (id: string) => {
    const angle = all.find((one) => one.id === id);
    return Promise.resolve(angle ? { angle } : { refused: { kind: 'not-found' as const } });
  };
  return {
    list: (brand) => Promise.resolve(all.filter((one) => one.brand === brand)),
    brandOf: (id) => Promise.resolve(all.find((one) => one.id === id)?.brand ?? null),
    propose: (brand) => Promise.resolve({ angle: anAngle({ brand }) }),
    approve: moved,
    withdraw: moved,
    offered: () => Promise.resolve([]),
  };
}
