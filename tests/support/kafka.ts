import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { missingTools } from '../../scripts/kafka/command.ts';
import { createTestBroker } from './own-broker.ts';
import type { TestBroker } from './own-broker.ts';

const START_LIMIT = 180_000;

/**
 * Tests that need a real Kafka: the one at `KAFKA_BROKERS`, or one that is started for this file. Without Java and Maven
 * they are left out, loudly; under `CI=true` they fail.
 */
export function describeWithKafka(name: string, body: (brokers: () => string[]) => void): void {
  const given = process.env['KAFKA_BROKERS'];
  const missing = given ? [] : missingTools();
  if (missing.length > 0) {
    leaveOut(name, `needs a Kafka: install ${missing.join(' and ')}, or set KAFKA_BROKERS`, body);
    return;
  }
  describe(name, () => {
    let own: TestBroker | undefined;
    beforeAll(async () => {
      if (!given) own = await createTestBroker();
    }, START_LIMIT);
    afterAll(() => own?.remove(), START_LIMIT);
    body(() => given?.split(',') ?? [own?.address() ?? '']);
  });
}

/** Tests that start and end brokers themselves, whatever `KAFKA_BROKERS` says. */
export function describeWithOwnBroker(name: string, body: () => void): void {
  const missing = missingTools();
  if (missing.length > 0) leaveOut(name, `needs ${missing.join(' and ')}`, body);
  else describe(name, body);
}

function leaveOut(name: string, reason: string, body: (brokers: () => string[]) => void): void {
  if (process.env['CI'] === 'true') {
    it(`${name} ${reason}`, () => {
      throw new Error(`"${name}" ${reason}.`);
    });
    return;
  }
  process.stderr.write(`\n*** LEFT OUT: "${name}" ${reason}. ***\n\n`);
  describe.skip(name, () => {
    body(() => []);
  });
}
