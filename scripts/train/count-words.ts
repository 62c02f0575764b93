import { tokenize } from '../../src/core/text/tokens.ts';
import { readLines } from '../../src/sources/recording/lines.ts';

/** Signals of one source, and how many of them have each word. */
export interface WordCount {
  signals: number;
  readonly counts: Map<string, number>;
}

/**
 * Counts the words of a file of JSON lines into the sources that `sourceOf` names. A signal counts once, by its id.
 * @param textsOf the texts of a line; a line without any is passed over
 */
export async function countWords<Line extends { id?: string | number; externalId?: string }>(
  file: string,
  sourceOf: (line: Line) => string,
  textsOf: (line: Line) => readonly string[],
  sources: Map<string, WordCount>,
): Promise<void> {
  const seen = new Set<string | number>();
  for await (const read of readLines(file)) {
    if ('reason' in read) throw new Error(`${file}:${read.line}: ${read.reason}`);
    const line = JSON.parse(read.text) as Line;
    const texts = textsOf(line);
    const id = line.externalId ?? line.id;
    if (texts.length === 0 || (id !== undefined && seen.has(id))) continue;
    if (id !== undefined) seen.add(id);
    const name = sourceOf(line);
    if (!sources.has(name)) sources.set(name, { signals: 0, counts: new Map() });
    const source = sources.get(name)!;
    source.signals++;
    for (const word of new Set(texts.flatMap(tokenize))) source.counts.set(word, (source.counts.get(word) ?? 0) + 1);
  }
}
