import { expect, it } from '@jest/globals';
import { describeWithOwnBroker } from '../support/kafka.ts';
import { publishingRun } from './publishing.ts';

describeWithOwnBroker('a territory that is published again and again while signals flow', () => {
  it('has every signal matched once, under one definite version, by two match processes', async () => {
    const result = await publishingRun({ rate: 500, seconds: 8, publications: 8 });
    expect(result.faults).toEqual([]);
    expect(result.signals).toBe(4_000);
    expect(result.mentions).toBeGreaterThanOrEqual(2_000);
    expect(result.published).toBe(9);
    expect(result.versions).toBeGreaterThan(1);
  }, 600_000);
});
