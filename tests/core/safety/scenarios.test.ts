import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { readGateFixtures, type GateFixture } from '../../support/gate-fixtures.ts';
import { openStage } from '../../support/scenarios.ts';
import { shippedFigures, shippedReading } from '../../support/signals.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/gate');
const reading = shippedReading();
const figures = shippedFigures();

/** What the gate says of the leading story at each place where the scenario expects something. */
function playedAt({ scenario, expectations }: GateFixture) {
  const stage = openStage(scenario.brand, reading, figures);
  let read = 0;
  return expectations.map(({ after, allowed }) => {
    while (read < after) stage.read(scenario.signals[read++]!);
    const leading = stage.leading();
    const { level, reasons } = leading ? stage.verdict(leading) : { level: 'go' as const, reasons: [] };
    const because = reasons.map(({ code, words }) => `${code} ${words.join(', ')}`);
    return { after, level, isRight: allowed.includes(level), because };
  });
}

describe.each(['en', 'fr'])('in %s, the gate turns when a careful person would', (language) => {
  it.each(readGateFixtures(join(FIXTURES, language)).map((fixture) => [fixture.scenario.id, fixture] as const))(
    '%s',
    (_id, fixture) => expect(playedAt(fixture).filter(({ isRight }) => !isRight)).toEqual([]),
  );
});
