import { expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { describeWithOwnBroker } from '../support/kafka.ts';
import { runTrial } from './trial.ts';
import { killTrial } from './trials.ts';

// The whole list, one by one: npm run faults -- --help
describeWithOwnBroker('the product by its roles on Kafka, with copies and poison among the signals', () => {
  it('loses nothing and tells nothing twice when its processes, its broker and its database are killed', async () => {
    const seed = Number(process.env['FAULTS_SEED'] ?? randomInt(1e9));
    const load = { seed, signals: 3_000, rate: 300, copies: 2, poison: 0.01, poisonInARow: 20 };
    const trial = killTrial({ service: 2, broker: 1, database: 1 });
    const result = await runTrial({ ...trial, rig: { roles: ['api', 'match', 'detect'] } }, load);
    process.stderr.write(`killed with FAULTS_SEED=${seed}: ${JSON.stringify(result)}\n`);
    expect({ seed, lost: result.lost, faults: result.faults }).toEqual({ seed, lost: 0, faults: [] });
    expect(result.mentions).toBeGreaterThan(500);
    expect(result.changes).toBeGreaterThan(0);
    expect(result.refused).toBeGreaterThanOrEqual(40);
  }, 900_000);
});
