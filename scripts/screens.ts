import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtConsole } from '../tests/support/console-build.ts';
import { LOOKS, MAIN_LOOKS, openCamera, startBrowser } from './screens/camera.ts';
import { openEmptyNewsroom, openNewsroom } from './screens/newsroom.ts';
import type { Newsroom } from './screens/newsroom.ts';
import { EMPTY_SCENES, FROZEN_SCENES, SCENES } from './screens/scenes.ts';
import type { Scene } from './screens/scene.ts';

const HELP = `Takes pictures of every screen of the console, before a demonstration of its own. Needs Chromium.

  npm run screens -- [options] [NAME…]

  NAME         only scenes whose name begins so (all)
  --to DIR     where the pictures are laid (docs/screens)
  --list       names the scenes
  --help       this text
`;

/** Looks that are taken side by side. */
const AT_ONCE = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string', default: 'docs/screens' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const wanted = (scenes: readonly Scene[]): readonly Scene[] =>
  scenes.filter(({ name }) => positionals.length === 0 || positionals.some((begin) => name.startsWith(begin)));

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP);
  const all = [...SCENES, ...FROZEN_SCENES, ...EMPTY_SCENES];
  if (values.list) return void process.stdout.write(all.map(({ name, shows }) => `${name}: ${shows}\n`).join(''));
  const folder = resolve(values.to);
  await mkdir(folder, { recursive: true });
  await builtConsole();
  const [normal, frozen, empty] = [wanted(SCENES), wanted(FROZEN_SCENES), wanted(EMPTY_SCENES)];
  if (normal.length + frozen.length > 0) {
    await during(openNewsroom, async (room) => {
      await takeAll(room, normal, folder);
      if (frozen.length > 0) await room.freeze();
      await takeAll(room, frozen, folder);
    });
  }
  if (empty.length > 0) await during(openEmptyNewsroom, (room) => takeAll(room, empty, folder));
}

async function during(open: () => Promise<Newsroom>, work: (room: Newsroom) => Promise<void>): Promise<void> {
  const room = await open();
  try {
    await work(room);
  } finally {
    await room.close();
  }
}

/** Takes the scenes in each of their looks; one that fails is told of, and the others go on. */
async function takeAll(room: Newsroom, scenes: readonly Scene[], folder: string): Promise<void> {
  const browser = await startBrowser();
  try {
    const looks = [...LOOKS];
    const photograph = async (): Promise<void> => {
      const look = looks.shift();
      if (!look) return;
      const camera = await openCamera(browser, room, look);
      for (const scene of scenes) {
        if (!scene.main && !MAIN_LOOKS.includes(look.name)) continue;
        const file = join(folder, `${scene.name}-${look.name}.webp`);
        await camera.take(scene, file).catch((error: Error) => {
          process.exitCode = 1;
          process.stderr.write(`${scene.name}, ${look.name}: ${error.message}\n`);
        });
      }
      await camera.close();
      await photograph();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, photograph));
  } finally {
    await browser.close();
  }
}

await main();
