import type { Context } from '../../src/context.ts';
import type { DestinationDetail } from '../../src/contract/destination.ts';
import type { DraftStore } from '../../src/ports/newsroom.ts';

/** A destination of the brand. */
export const aDestination = (brand: string): DestinationDetail => ({
  ...{ id: `${brand}-relay`, brand, kind: 'webhook', label: 'Relay', platforms: ['internal'], where: 'relay.test' },
  way: { kind: 'webhook', url: 'https://relay.test/in', dropsRepeats: false },
  ...{ by: 'admin', updatedAt: '2026-11-22T20:00:00.000Z' },
});

/** Ways out in memory; nobody has approved anything, so nothing goes out. */
export function createFakePublishing(
  brands: readonly string[],
  drafts: DraftStore,
): Pick<Context, 'destinations' | 'publications' | 'publisher'> {
  const all = brands.map(aDestination);
  const find = (id: string) => all.find((one) => one.id === id) ?? null;
  const brandOf = (id: string) => Promise.resolve(find(id)?.brand ?? null);
  const publicationBrand = (id: string) => brands.find((brand) => id === `${brand}-publication`) ?? null;
  return {
    destinations: {
      list: (brand) => Promise.resolve(all.filter((one) => one.brand === brand)),
      get: (id) => Promise.resolve(find(id)),
      brandOf,
      add: (brand) => Promise.resolve(aDestination(brand)),
      change: (id) => Promise.resolve(find(id) ?? { refused: 'not-found' }),
      remove: (id) => Promise.resolve(find(id) !== null),
      open: (id) => Promise.resolve(find(id) && { id, way: find(id)!.way, secret: 'a secret' }),
    },
    publications: {
      brandOf: (id) => Promise.resolve(publicationBrand(id)),
      async order(id, _request, by, at) {
        const detail = await drafts.get(id, by, at);
        if (!detail) return { refused: { kind: 'not-found' } };
        return { refused: { kind: 'wrong-state', state: detail.draft.state } };
      },
      move: () => Promise.resolve({ refused: { kind: 'wrong-publication', state: 'out' } }),
      pending: () => Promise.resolve([]),
      claim: () => Promise.resolve(null),
      answer: () => Promise.resolve(),
      holdBarred: () => Promise.resolve(0),
    },
    publisher: {
      send: () => Promise.resolve({ kind: 'out' }),
      look: () => Promise.resolve({ kind: 'absent' }),
      test: () => Promise.resolve({ ok: true, reason: { code: 'destination.took', data: { status: 200 } } }),
      remedyOf: () => 'none',
    },
  };
}
