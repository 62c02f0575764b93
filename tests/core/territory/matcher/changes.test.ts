import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Signal } from '../../../../src/contract/signal.ts';
import { Territory, type LiveTerritory } from '../../../../src/contract/territory.ts';
import { buildTerritoryIndex, TerritoryIndex } from '../../../../src/core/territory/index.ts';
import { expandLists } from '../../../../src/core/territory/lists.ts';
import { matches, prepareDocument } from '../../../../src/core/territory/match.ts';
import { printQuery } from '../../../../src/core/territory/print.ts';
import type { Query } from '../../../../src/core/territory/query.ts';
import { anySignal, anyTree, LISTS } from '../generated.ts';

/** What a brand has published: a query that cannot be read is a string. */
interface Published {
  readonly version: number;
  readonly topics: readonly (Query | string)[];
  readonly noGo: readonly (Query | string)[];
}
/** Live territories by brand: the definition of what the index has to answer. */
type Model = Map<string, Published>;

interface Real {
  readonly index: TerritoryIndex;
  /** A layout that has begun. */
  layOut: Generator<void, void> | null;
}

const printed = (query: Query | string): string => (typeof query === 'string' ? query : printQuery(query));
const topicsOf = (queries: readonly (Query | string)[], sign: string) =>
  queries.map((query, i) => ({ id: `${sign}${i}`, label: sign, query: printed(query) }));

function liveOf(brand: string, { version, topics, noGo }: Published): LiveTerritory {
  const territory = Territory.parse({ brand, topics: topicsOf(topics, 't'), noGo: topicsOf(noGo, 'n') });
  const lists = Object.fromEntries(
    [...LISTS].map(([name, list]) => [name, list.kind === 'or' ? list.children.map(printQuery) : []]),
  );
  return { version, territory: { ...territory, lists } };
}

const holding = (queries: readonly (Query | string)[], sign: string, signal: Signal): string[] =>
  queries.flatMap((query, i) =>
    typeof query !== 'string' && matches(expandLists(query, LISTS), prepareDocument(signal)) ? [`${sign}${i}`] : [],
  );

function wanted(model: Model, signal: Signal) {
  return [...model]
    .map(([brand, { version, topics, noGo }]) => ({
      brand,
      version,
      topics: holding(topics, 't', signal),
      noGo: holding(noGo, 'n', signal),
    }))
    .filter(({ topics }) => topics.length > 0)
    .sort((a, b) => (a.brand < b.brand ? -1 : 1));
}

const found = (index: TerritoryIndex, signal: Signal) =>
  index.match(signal).map(({ topics, noGo, ...hit }) => ({
    ...hit,
    topics: topics.map(({ topic }) => topic),
    noGo: noGo.map(({ topic }) => topic),
  }));

const unreadable = (model: Model): string[] =>
  [...model]
    .flatMap(([brand, { topics, noGo }]) =>
      [...topicsOf(topics, 't'), ...topicsOf(noGo, 'n')]
        .filter(({ query }) => query === UNREADABLE)
        .map(({ id }) => `${brand} ${id}`),
    )
    .sort();
const UNREADABLE = 'goal OR (';

type Command = fc.Command<Model, Real>;
const always = { check: () => true };
const brand = fc.constantFrom('ash', 'birch', 'cedar', 'elm');
const query = fc.oneof({ weight: 6, arbitrary: anyTree }, fc.constant(UNREADABLE));
const published = fc.record({
  version: fc.nat(9).map((version) => version + 1),
  topics: fc.array(query, { minLength: 1, maxLength: 4 }),
  noGo: fc.array(query, { maxLength: 2 }),
});

const replace = fc.tuple(brand, published).map(([brand, given]): Command => ({
  ...always,
  run: (model, { index }) => {
    model.set(brand, given);
    index.replace(liveOf(brand, given));
    expect(index.version(brand)).toBe(given.version);
    expect(index.quarantined.map(({ brand, topic }) => `${brand} ${topic}`).sort()).toEqual(unreadable(model));
  },
  toString: () => `replace ${brand} ${JSON.stringify([given.topics, given.noGo].map((each) => each.map(printed)))}`,
}));
const remove = brand.map((brand): Command => ({
  ...always,
  run: (model, { index }) => {
    model.delete(brand);
    index.remove(brand);
    expect([...index.brands].sort()).toEqual([...model.keys()].sort());
  },
  toString: () => `remove ${brand}`,
}));
const match = anySignal.map((signal): Command => ({
  ...always,
  run: (model, { index }) => expect(found(index, signal)).toEqual(wanted(model, signal)),
  toString: () => `match ${JSON.stringify(signal)}`,
}));
/** A few steps of a layout, which goes on while other things happen. */
const layOut = fc.constantFrom(1, 3, 1_000).map((steps): Command => ({
  ...always,
  run: (_model, real) => {
    real.layOut ??= real.index.layOut();
    for (let step = 0; step < steps && real.layOut; step++) if (real.layOut.next().done) real.layOut = null;
  },
  toString: () => `layOut ${steps}`,
}));

const live = (brand: string, ...queries: string[]): LiveTerritory =>
  liveOf(brand, { version: 1, topics: queries, noGo: [] });

describe('territories that change while signals come', () => {
  it('count from the next signal on, whatever is being laid out', () => {
    const commands = fc.commands([replace, match, match, remove, layOut], { maxCommands: 40 });
    const property = fc.property(commands, (commands) => {
      const begin = () => ({ model: new Map() as Model, real: { index: new TerritoryIndex(), layOut: null } as Real });
      fc.modelRun(begin, commands);
    });
    fc.assert(property, { numRuns: 150 });
  });

  it('are told in the order of their topics, whatever was there before', () => {
    const index = buildTerritoryIndex([live('ash', 'goal', 'stade')]);
    index.remove('ash');
    for (const _ of index.layOut());
    index.replace(live('birch', 'final', 'goal', 'stade'));
    const [signal] = fc.sample(anySignal, { seed: 1, numRuns: 1 });
    const all = { ...signal!, title: '', text: 'stade goal final' };
    expect(found(index, all)).toMatchObject([{ brand: 'birch', topics: ['t0', 't1', 't2'] }]);
  });

  it('are worn by changes, and as new once laid out', () => {
    const index = buildTerritoryIndex([live('ash', 'goal'), live('birch', 'final')]);
    expect(index.isWorn).toBe(false);
    for (let change = 0; change < 1_001; change++) index.replace(live('ash', `goal OR w${change}`));
    expect(index.isWorn).toBe(true);
    const steps = index.layOut();
    steps.next();
    expect(index.isWorn).toBe(false);
    index.replace(live('cedar', 'stade'));
    index.remove('birch');
    expect([...index.layOut()]).toEqual([]);
    for (const _ of steps);
    expect(index.isWorn).toBe(false);
    const [signal] = fc.sample(anySignal, { seed: 1, numRuns: 1 });
    const all = { ...signal!, title: '', text: 'goal final stade w7' };
    expect(found(index, all).map(({ brand }) => brand)).toEqual(['ash', 'cedar']);
  });

  it('are found the same once traffic has shown how common words are', () => {
    const queries = fc.sample(anyTree, { seed: 3, numRuns: 60 });
    const signals = fc.sample(anySignal, { seed: 4, numRuns: 200 });
    const model: Model = new Map([['ash', { version: 1, topics: queries, noGo: [] }]]);
    const index = buildTerritoryIndex([liveOf('ash', model.get('ash')!)]);
    // One signal of eight is counted, and 2,000 are counted before the counts are believed.
    const calm = { ...signals[0]!, title: '', text: 'x', tags: [], lang: 'de' };
    for (let read = 0; read < 16_100; read++)
      index.match(read % 8 === 7 ? { ...signals[read % 199]!, lang: 'de' } : calm);
    // What was learnt for the first time is worth a layout by itself.
    expect(index.isWorn).toBe(true);
    for (const _ of index.layOut());
    for (const signal of signals) expect(found(index, signal)).toEqual(wanted(model, signal));
  });
});
