import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Territory } from '../../../src/contract/territory.ts';
import { failingExamples } from '../../../src/core/territory/examples.ts';
import { buildTerritoryIndex, type Quarantined } from '../../../src/core/territory/index.ts';
import { article, cleaned, post } from '../../support/signals.ts';
import { anyQuery, anySample, holds, typed, type Sample, type Wanted } from './generated.ts';

const topic = (id: string, query: string, given: object = {}) => ({ id, label: id, query, ...given });
const territory = (brand: string, given: object): { version: number; territory: Territory } => ({
  version: 3,
  territory: Territory.parse({ brand, ...given }),
});

interface Rules {
  topics: { query: Wanted; languages: string[]; sources: string[] }[];
  noGo: Wanted[];
  sources: string[];
  minimumFollowers: number;
}

const anyRules: fc.Arbitrary<Rules> = fc.record({
  topics: fc.array(
    fc.record({
      query: anyQuery,
      languages: fc.constantFrom([], [], ['fr'], ['en', 'fr']),
      sources: fc.constantFrom([], [], ['src-a'], ['src-a', 'SRC-B']),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  noGo: fc.array(anyQuery, { maxLength: 2 }),
  sources: fc.constantFrom([], [], ['src-a'], ['src-a', 'SRC-B']),
  minimumFollowers: fc.constantFrom(0, 0, 50),
});

/** Topics and no-go topics by trying every query on the text. */
function bruteForce(rules: Rules, sample: Sample): { topics: string[]; noGo: string[] } {
  const { raw } = sample;
  const followers = raw.author?.followers ?? Infinity;
  const admitted =
    (rules.sources.length === 0 || rules.sources.includes(raw.source)) &&
    (raw.kind === 'news' || followers >= rules.minimumFollowers);
  const isHeard = ({ languages, sources }: Rules['topics'][number]) =>
    (languages.length === 0 || languages.includes(raw.lang as string)) &&
    (sources.length === 0 || sources.includes(raw.source));
  const topics = rules.topics.flatMap((given, i) => (isHeard(given) && holds(given.query, sample) ? [`t${i}`] : []));
  const noGo = rules.noGo.flatMap((query, i) => (holds(query, sample) ? [`n${i}`] : []));
  return admitted && topics.length > 0 ? { topics, noGo } : { topics: [], noGo: [] };
}

describe('the index of all territories', () => {
  it('finds exactly what trying every query would find', () => {
    const brands = fc.array(anyRules, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(brands, fc.array(anySample, { minLength: 3, maxLength: 3 }), (all, samples) => {
        const index = buildTerritoryIndex(
          all.map((rules, b) =>
            territory(`brand-${b}`, {
              ...rules,
              topics: rules.topics.map(({ query, ...heard }, i) => topic(`t${i}`, typed(query), heard)),
              noGo: rules.noGo.map((query, i) => topic(`n${i}`, typed(query))),
            }),
          ),
        );
        expect(index.quarantined).toEqual([]);
        for (const sample of samples) {
          const found = index.match(cleaned(sample.raw)).map(({ brand, topics, noGo }) => ({
            brand,
            topics: topics.map((hit) => hit.topic),
            noGo: noGo.map((hit) => hit.topic),
          }));
          const wanted = all
            .map((rules, b) => ({ brand: `brand-${b}`, ...bruteForce(rules, sample) }))
            .filter(({ topics }) => topics.length > 0);
          expect(found).toEqual(wanted);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('leaves a query that cannot be read out, says so, and runs the others', () => {
    const index = buildTerritoryIndex([
      territory('brand-a', {
        topics: [topic('good', 'final'), topic('broken', 'final OR (cup')],
        noGo: [topic('empty', '-war')],
      }),
      territory('brand-b', { topics: [topic('good', 'cup')] }),
    ]);
    expect(index.quarantined).toMatchObject([
      { brand: 'brand-a', topic: 'broken', errors: [{ from: 9, to: 10 }] },
      { brand: 'brand-a', topic: 'empty' },
    ]);
    expect(index.match(post('the cup final')).map(({ brand }) => brand)).toEqual(['brand-a', 'brand-b']);
  });

  it('takes a no-go topic as a warning about a text, never as a reason to take it', () => {
    const index = buildTerritoryIndex([
      territory('brand-a', { topics: [topic('cup', 'cup')], noGo: [topic('war', 'war')] }),
    ]);
    expect(index.match(post('war'))).toEqual([]);
    expect(index.match(article('Cup final', { text: 'a war of words' }))).toEqual([
      {
        brand: 'brand-a',
        version: 3,
        topics: [{ topic: 'cup', words: ['cup'], inTitle: true }],
        noGo: [{ topic: 'war', words: ['war'], inTitle: false }],
      },
    ]);
  });

  it('asks posts for their audience and takes news, and posts whose audience nobody knows', () => {
    const index = buildTerritoryIndex([territory('brand-a', { topics: [topic('cup', 'cup')], minimumFollowers: 100 })]);
    const found = (followers: number | undefined) =>
      index.match(post('cup', { author: { id: 'a', ...(followers !== undefined && { followers }) } })).length;
    expect([found(99), found(100), found(undefined)]).toEqual([0, 1, 1]);
    expect(index.match(article('cup', { author: { id: 'a', followers: 1 } }))).toHaveLength(1);
  });
});

describe('a stored query that cannot run', () => {
  const rules = (brand: string, given: object = {}) =>
    territory(brand, { topics: [topic('good', 'cup'), topic('loud', 'final likes:>5')], ...given });
  const final = article('Cup final', { metrics: { likes: 9 } });
  /** A signal that fails where its likes are asked for, and nowhere else. */
  const broken: typeof final = {
    ...final,
    get metrics(): never {
      throw new Error('no likes today');
    },
  };
  const topicsIn = (found: ReturnType<ReturnType<typeof buildTerritoryIndex>['match']>) =>
    found.map(({ brand, topics }) => [brand, ...topics.map((hit) => hit.topic)].join(' '));

  function indexOf(...territories: ReturnType<typeof territory>[]) {
    const [told, untold]: [Quarantined[], Quarantined[]] = [[], []];
    const index = buildTerritoryIndex(territories, {
      onBroken: (quarantined) => told.push(quarantined),
      onUntold: (query) => untold.push(query),
    });
    return { index, told, untold };
  }

  it('is left out once it has failed, told once, and the others run', () => {
    const { index, told } = indexOf(
      rules('brand-a'),
      rules('brand-b'),
      territory('brand-c', { topics: [topic('cup', 'cup')] }),
    );
    expect(topicsIn(index.match(final))).toEqual(['brand-a good loud', 'brand-b good loud', 'brand-c cup']);
    for (let i = 0; i < 3; i++) {
      expect(topicsIn(index.match(broken))).toEqual(['brand-a good', 'brand-b good', 'brand-c cup']);
    }
    expect(topicsIn(index.match(final))).toEqual(['brand-a good', 'brand-b good', 'brand-c cup']);
    expect(told.map(({ brand, topic }) => `${brand} ${topic}`).sort()).toEqual(['brand-a loud', 'brand-b loud']);
    expect(index.quarantined).toHaveLength(2);
    expect(told[0]!.errors[0]).toMatchObject({
      from: 0,
      to: 14,
      message: { en: expect.stringMatching('no likes today') },
    });
  });

  it('stays out when everything is laid out anew, whenever it failed', () => {
    const { index, told } = indexOf(rules('brand-a'));
    const steps = index.layOut();
    steps.next();
    index.match(broken);
    for (const _ of steps);
    expect(topicsIn(index.match(final))).toEqual(['brand-a good']);
    for (const _ of index.layOut());
    expect(topicsIn(index.match(broken))).toEqual(['brand-a good']);
    expect(told).toHaveLength(1);
  });

  it('stays in where it fails only as its words are told: it tells none, and that is reported once', () => {
    const { index, told, untold } = indexOf(
      territory('brand-a', { topics: [topic('loud', 'cup OR (final likes:>5)')] }),
      territory('brand-b', { topics: [topic('cup', 'cup')] }),
    );
    const found = () => index.match(broken).flatMap(({ brand, topics }) => topics.map((hit) => ({ brand, ...hit })));
    for (let i = 0; i < 3; i++) {
      expect(found()).toEqual([
        { brand: 'brand-a', topic: 'loud', words: [], inTitle: false },
        { brand: 'brand-b', topic: 'cup', words: ['cup'], inTitle: true },
      ]);
    }
    expect(index.match(final)[0]!.topics).toEqual([{ topic: 'loud', words: ['cup', 'final'], inTitle: true }]);
    expect([told, index.quarantined]).toEqual([[], []]);
    expect(untold).toMatchObject([{ brand: 'brand-a', topic: 'loud', errors: [{ from: 0, to: 23 }] }]);
  });

  it('runs again once its territory is replaced, and is forgotten with it', () => {
    const { index, told } = indexOf(rules('brand-a'));
    index.match(broken);
    index.replace(rules('brand-a'));
    expect(index.quarantined).toEqual([]);
    expect(topicsIn(index.match(final))).toEqual(['brand-a good loud']);
    index.match(broken);
    expect(told).toHaveLength(2);
    index.remove('brand-a');
    expect(index.quarantined).toEqual([]);
    expect(index.match(final)).toEqual([]);
  });

  it('is told with the entries of lists that cannot be read; the other entries run', () => {
    const { index } = indexOf(
      territory('brand-a', {
        topics: [topic('rivals', 'list:rivals'), topic('near', 'list:tags NEAR/2 cup'), topic('none', 'list:nobody')],
        lists: { rivals: ['goldberg', 'a OR b', '"open'], tags: ['#cup', 'final'] },
      }),
    );
    expect(index.quarantined.map(({ topic, errors }) => `${topic} ${errors.length}`).sort()).toEqual([
      'list:rivals 1',
      'list:rivals 1',
      'near 1',
      'none 1',
    ]);
    expect(topicsIn(index.match(post('goldberg')))).toEqual(['brand-a rivals']);
    expect(index.match(post('a b open'))).toEqual([]);
  });

  it('holds up nobody who publishes, removes or is removed twice', () => {
    const { index } = indexOf(rules('brand-a', { topics: [topic('broken', 'cup AND')] }));
    index.remove('brand-a');
    index.remove('brand-a');
    index.remove('never-there');
    expect([index.brands, index.quarantined, index.version('brand-a')]).toEqual([[], [], undefined]);
    index.replace(rules('brand-a'));
    index.replace({ ...rules('brand-a'), version: 4 });
    expect(index.match(final)).toMatchObject([{ brand: 'brand-a', version: 4, topics: [{}, {}] }]);
  });
});

describe('examples of a territory', () => {
  it('are reported where the rules do not treat them as they should', () => {
    const given = territory('brand-a', {
      topics: [topic('cup', 'cup'), topic('tea', 'tea', { languages: ['fr'] })],
      noGo: [topic('war', 'war')],
      sources: ['only-this'],
      minimumFollowers: 1_000,
      examples: {
        match: [
          { text: 'the cup', topics: ['cup'] },
          { text: 'tea', lang: 'en', topics: ['tea'] },
          { title: 'cup', topics: ['cup', 'tea'] },
          { text: 'nothing of it', topics: [] },
        ],
        miss: [{ text: 'coffee' }, { text: 'a cup of coffee' }],
      },
    });
    expect(failingExamples(given.territory).map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      'match 1',
      'match 2',
      'match 3',
      'miss 1',
    ]);
  });
});
