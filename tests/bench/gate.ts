import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { playScenario, Scenario } from '../support/scenarios.ts';
import { shippedFigures, shippedReading } from '../support/signals.ts';

/**
 * The verdict over time. `--in` holds one scenario a line, `{id, lang, brand:{name, territory, query, languages?},
 * signals:[raw signal …]}`; `--out` gets `{id, steps:[{after, verdict, reasons}], final}` for each, in their order. A line
 * that cannot be read gets `{id, line, error}`. Prints one JSON line.
 */
export async function benchGate(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { in: { type: 'string' }, out: { type: 'string' } } });
  if (!values.in || !values.out) throw new Error('npm run bench -- gate --in SCENARIOS.ndjson --out RESULTS.ndjson');
  const reading = shippedReading();
  const figures = shippedFigures();
  const out = createWriteStream(values.out);
  const finals: Record<string, number> = {};
  let line = 0;
  let signals = 0;
  let busy = 0;
  for await (const text of createInterface({ input: createReadStream(values.in) })) {
    line += 1;
    if (text.trim() === '') continue;
    const start = performance.now();
    const result = play(text, line);
    busy += performance.now() - start;
    out.write(`${JSON.stringify(result)}\n`);
    const final = result.final ?? 'error';
    finals[final] = (finals[final] ?? 0) + 1;
  }
  await new Promise((done) => out.end(done));
  process.stdout.write(
    `${JSON.stringify({ scenarios: line, signals, ...finals, seconds: Math.round(busy) / 1_000 })}\n`,
  );

  function play(text: string, at: number) {
    const read = Scenario.safeParse(parsed(text));
    if (!read.success) {
      const [issue] = read.error.issues;
      return { id: null, final: undefined, line: at, error: `${issue?.path.join('.')}: ${issue?.message}` };
    }
    signals += read.data.signals.length;
    const steps = playScenario(read.data, reading, figures);
    return { id: read.data.id, steps, final: steps.at(-1)?.verdict ?? 'go' };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
