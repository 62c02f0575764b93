import type { LiveTerritory } from '../../src/contract/territory.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import { isPlainSignal } from '../../src/core/signal/check.ts';
import { complete, LazySignal } from '../../src/core/signal/normalise.ts';
import type { BrandHit, TerritoryIndex } from '../../src/core/territory/index.ts';
import { shippedFrequency } from './hop-inputs.ts';
import { Matcher } from '../../src/core/territory/matcher/matcher.ts';
import { parseQuery } from '../../src/core/territory/parse.ts';
import { mentionsOf } from '../../streams/processors/match-territories.ts';
import { decodeJson } from '../../streams/processors/read-record.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import { topics } from './hop-inputs.ts';

/** So few at a time that what one stage leaves for the next stays near. */
const CHUNK = 500;

const STAGES = ['decodeJson', 'validate', 'read', 'match', 'tell', 'complete', 'mention'] as const;
type Stage = (typeof STAGES)[number];
export type Stages = Record<Stage | 'sum', number>;

/**
 * Where the time of a hop goes, microseconds of a signal. Every stage takes the same records in turn, some hundred at a
 * time. `match` is the matcher alone, over all the queries; `tell` is what the index needs beyond that: which words made
 * it match, and for whom.
 */
export function timeStages(index: TerritoryIndex, bare: Matcher, records: readonly LogRecord[]): Stages {
  const spent = Object.fromEntries(STAGES.map((stage) => [stage, 0])) as Record<Stage, number>;
  const time = <Made>(stage: Stage, run: () => Made): Made => {
    const start = performance.now();
    const made = run();
    spent[stage] += performance.now() - start;
    return made;
  };
  for (let from = 0; from < records.length; from += CHUNK) {
    const chunk = records.slice(from, from + CHUNK);
    const json = time('decodeJson', () => chunk.map(({ value }) => decodeJson(value!)));
    const plain = time('validate', () => json.map(isPlainSignal));
    const raws = json.map((value, i) => (plain[i] ? (value as RawSignal) : RawSignal.parse(value)));
    const read = () => raws.map((raw, i) => new LazySignal(raw, chunk[i]!.timestamp));
    const signals = time('read', read);
    // A signal remembers what it was asked for: each stage has its own.
    const fresh = read();
    time('match', () => fresh.forEach((signal) => bare.match(signal)));
    const hits = time('tell', () => signals.map((signal) => index.match(signal)));
    const inside = hits.flatMap((hit, i) => (hit.length > 0 ? [i] : []));
    const whole = time('complete', () => inside.map((i) => complete(signals[i]!)));
    time('mention', () => inside.forEach((i, n) => mentionsOf(topics, whole[n]!, hits[i] as BrandHit[], chunk[i]!)));
  }
  spent.tell -= spent.match;
  const each = STAGES.map((stage): [Stage, number] => [stage, round((spent[stage] * 1_000) / records.length)]);
  return {
    ...(Object.fromEntries(each) as Record<Stage, number>),
    sum: round(each.reduce((sum, [, us]) => sum + us, 0)),
  };
}

/** The matcher of an index of these territories, which nobody else may see. */
export function matcherOf(territories: readonly LiveTerritory[]): Matcher {
  const matcher = new Matcher(shippedFrequency());
  territories
    .flatMap(({ territory }) => territory.topics)
    .forEach(({ query }, number) => {
      const parsed = parseQuery(query);
      if ('query' in parsed) matcher.add(number, parsed.query);
    });
  for (const _ of matcher.layOut());
  return matcher;
}

const round = (value: number): number => Math.round(value * 100) / 100;
