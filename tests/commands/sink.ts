import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps what a command prints. */
export function createSink() {
  const lines: string[] = [];
  return { out: (line: string) => void lines.push(line), said: () => lines.join('\n') };
}

/** Files in a folder of their own; answers the folder. */
export async function filesIn(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rebond-commands-'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

export const AT = '2026-11-22T20:00:00Z';
export const clock = () => Date.parse('2026-11-23T00:00:00Z');

/** A recording of posts with these texts. */
export const recording = (texts: readonly string[]): string =>
  texts
    .map((text, i) => JSON.stringify({ source: 's', kind: 'post', externalId: String(i), publishedAt: AT, text }))
    .join('\n');
