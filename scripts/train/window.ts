import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { WindowModel, type LifeKind, type LifeModel } from '../../src/contract/window-model.ts';
import { judgeLife } from '../../src/core/story/hindsight.ts';
import { brandCurves, likeCurves, storyCurves } from './window-curves.ts';
import { learnLife } from './window-life.ts';

const DATA = '../shared/data';
const OUT = 'config/window.json';

/**
 * The steps in which each kind of story is counted, by how fast it lives, and how many of them are looked at: a burst of
 * posts is an evening's, news is looked at for five days, an item's likes for a day and a half.
 */
export const STEPS: Readonly<Record<LifeKind, { stepMinutes: number; mostSteps: number }>> = {
  posts: { stepMinutes: 5, mostSteps: 60 },
  news: { stepMinutes: 30, mostSteps: 240 },
  item: { stepMinutes: 20, mostSteps: 110 },
};

/** Learns how long stories live and writes it. Throws where a recording cannot be read. */
export async function trainWindow(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string', default: DATA }, out: { type: 'string', default: OUT } },
  });
  const curves: Record<LifeKind, readonly (readonly number[])[]> = {
    posts: await brandCurves(values.data),
    news: await storyCurves(values.data),
    item: await likeCurves(values.data),
  };
  const learn = (kind: LifeKind): LifeModel => {
    const { stepMinutes } = STEPS[kind];
    const lives = curves[kind].map((counts) => judgeLife(counts, stepMinutes));
    return { ...learnLife(lives, stepMinutes, kind), mostSteps: STEPS[kind].mostSteps };
  };
  const kinds = { posts: learn('posts'), news: learn('news'), item: learn('item') };
  const model = WindowModel.parse({ command: 'npm run train -- window', kinds });
  await writeFile(values.out, await toText(model));
  const stories = Object.entries(kinds).map(([kind, life]) => `${life.stories} ${kind}`);
  process.stdout.write(`${values.out}: ${stories.join(', ')}\n`);
}

/** As `npm run format` leaves it. */
const toText = (model: WindowModel): Promise<string> =>
  format(JSON.stringify(model), { parser: 'json', printWidth: 120 });
