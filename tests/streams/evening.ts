import { Brand } from '../../src/contract/brand.ts';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import { Territory } from '../../src/contract/territory.ts';
import { derivedId } from '../../src/core/text/hash.ts';
import { buildTerritoryIndex } from '../../src/core/territory/index.ts';
import type { DetectionRules } from '../../streams/processors/detect-opportunities.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';
import { eveningItems, iso, MINUTE, NOON, shipped, shippedFigures, shippedReading } from '../support/signals.ts';
import { topicsOf } from './chain.ts';

const [FROM_MINUTE, TO_MINUTE] = [45, 80];
const BRANDS = ['harbour-and-pine', 'maison-sorbier'];
export const topics = topicsOf(1);

/** Detection as it is shipped, for the brands of the demonstration. */
export function shippedRules(): DetectionRules {
  const { days, ...figures } = shippedFigures();
  const known = new Map(
    BRANDS.map((id) => [
      id,
      { brand: shipped(`brands/${id}.yaml`, Brand), territory: shipped(`territories/${id}.yaml`, Territory), days },
    ]),
  );
  return {
    ...shippedReading(),
    ...figures,
    brand: (id) => known.get(id) ?? null,
  };
}

export const entry = (offset: number, value: unknown, timestamp = NOON): LogRecord => ({
  topic: 'mentions',
  partition: 0,
  offset,
  key: null,
  value: Buffer.from(JSON.stringify(value)),
  timestamp,
});

export const tickAt = (at: number): { tick: string } => ({ tick: iso(at) });

/** The mentions log that the liveliest part of the fictional evening leaves, with a tick every minute. */
export function eveningLog(): LogRecord[] {
  const index = buildTerritoryIndex(
    BRANDS.map((id) => ({ version: 1, territory: shipped(`territories/${id}.yaml`, Territory) })),
  );
  const { process } = createMatchTerritories(topics, () => index);
  const values: Buffer[] = [];
  let ticked = FROM_MINUTE;
  for (const { minute, raw } of eveningItems()) {
    if (minute < FROM_MINUTE || minute > TO_MINUTE) continue;
    for (; ticked <= minute; ticked++) values.push(Buffer.from(JSON.stringify(tickAt(NOON + ticked * MINUTE))));
    const at = Math.round(NOON + minute * MINUTE);
    const value = Buffer.from(JSON.stringify({ ...raw, publishedAt: iso(at) }));
    const outcomes = process({ topic: 'signals', partition: 0, offset: 0, key: null, value, timestamp: at });
    for (const outcome of outcomes) if (outcome.kind === 'emit') values.push(Buffer.from(outcome.record.value));
  }
  return values.map((value, offset) => ({ ...entry(offset, null), value }));
}

/** Who, when, and a digest of everything, so that two runs may be compared byte for byte and still be read. */
export const asBytes = (opportunities: readonly Opportunity[]): string[] =>
  opportunities.map((one) => `${one.brand} ${one.updatedAt} ${one.title} ${derivedId(JSON.stringify(one))}`);
