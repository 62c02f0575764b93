import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { OffenceLanguage } from '../../src/core/safety/offence-words.ts';

const list = z.array(z.string().min(1)).min(1);

/** Texts that teach how the company of a word decides, with places for words: `{ins}` and its like. */
const Lessons = z.strictObject({
  /** Words for the places, mild; those of the labelled posts are added. */
  words: z.record(
    z.string(),
    z.string().transform((words) => words.split(', ')),
  ),
  fine: list,
  /** Expressions in which a charged word has another sense, by themselves. */
  senses: list,
  offends: list,
  /** People are spoken of as less than people, or wished harm. */
  hates: list,
});
export type Lessons = z.infer<typeof Lessons>;

/** What is taught in a language. */
export async function readLessons(language: OffenceLanguage): Promise<Lessons> {
  return Lessons.parse(parse(await readFile(`scripts/train/offence-lessons/${language}.yaml`, 'utf8')));
}

/** A text for each filling: as many as asked of every template that has places, fewer of those that have none. */
export function fillLessons(
  templates: readonly string[],
  words: Readonly<Record<string, readonly string[]>>,
  times: number,
  chance: () => number,
): string[] {
  return templates.flatMap((template) => {
    const rounds = template.includes('{') ? times : Math.max(1, Math.round(times / 6));
    return Array.from({ length: rounds }, () =>
      template.replace(/\{(\w+)\}/g, (_, name: string) => {
        const options = words[name];
        if (!options) throw new Error(`no words for {${name}}`);
        return options[Math.floor(chance() * options.length)]!;
      }),
    );
  });
}
