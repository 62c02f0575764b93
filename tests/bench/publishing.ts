import { parseArgs } from 'node:util';
import { quantiles } from '../faults/trial.ts';
import { publishingRun } from '../faults/publishing.ts';

/** Territories published while signals flow through Kafka and two match processes; prints one JSON object. */
export async function benchPublishing(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rate: { type: 'string', default: '2000' },
      seconds: { type: 'string', default: '60' },
      publications: { type: 'string', default: '50' },
    },
  });
  const [rate, seconds, publications] = [values.rate, values.seconds, values.publications].map(Number) as [
    number,
    number,
    number,
  ];
  const { liveAfterMs, ...result } = await publishingRun({ rate, seconds, publications });
  process.stdout.write(
    `${JSON.stringify({ rate, seconds, publications, ...result, liveAfterMs: quantiles(liveAfterMs) }, null, 2)}\n`,
  );
  if (result.faults.length > 0) process.exitCode = 1;
}
