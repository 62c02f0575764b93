import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Platform } from '../../src/contract/platform.ts';
import { measure } from '../../src/core/draft/limits/measure.ts';

/** Options are those of `measure`. */
const Case = z.object({
  platform: Platform,
  text: z.string(),
  options: z
    .object({
      limit: z.number().int(),
      perLink: z.number().int(),
      contentWarning: z.string(),
      pictures: z.boolean(),
    })
    .partial()
    .optional(),
});

/**
 * Texts as platforms count them. `--in` holds one `{platform, text, options?}` a line; `--out` gets `{platform, text,
 * length, limit, fits, unit, bytes, warnings}` for each, in their order; a line that cannot be read gets `{line, error}`.
 * Prints one JSON line.
 */
export async function benchLimits(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { in: { type: 'string' }, out: { type: 'string' } } });
  if (!values.in || !values.out) throw new Error('npm run bench -- limits --in CASES.ndjson --out RESULTS.ndjson');
  // Not by readline, to which U+2028 inside a text is the end of a line.
  const lines = (await readFile(values.in, 'utf8')).split('\n');
  const start = performance.now();
  const results = lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    return [count(line) ?? { line: index + 1, error: 'not {platform, text} with a platform that is known' }];
  });
  const milliseconds = Math.round(performance.now() - start);
  await writeFile(values.out, results.map((result) => `${JSON.stringify(result)}\n`).join(''));
  const cases = results.filter((result) => 'platform' in result).length;
  process.stdout.write(`${JSON.stringify({ cases, unread: results.length - cases, milliseconds })}\n`);
}

function count(line: string) {
  const read = Case.safeParse(parsed(line));
  if (!read.success) return null;
  const { platform, text, options } = read.data;
  const { length, limit, fits, unit, bytes, warnings } = measure(platform, text, options);
  return { platform, text, length, limit, fits, unit, bytes, warnings };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
