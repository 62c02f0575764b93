import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fillArchive } from './first-territory/fill-archive.ts';
import { openPremises } from './first-territory/premises.ts';
import { WALKS } from './first-territory/walks.ts';
import { openWalker, type Measured } from './first-territory/walker.ts';

const HELP = `Walks from nothing to a first territory as a new brand team would, on recorded signals: pictures and figures.

  node scripts/first-territory.ts [options] [BRAND…]

  BRAND         museum, drink (both)
  --data DIR    folder with news-bbc-2021-2022.ndjson.gz and posts-hackernews-2021.ndjson.gz (../shared/data/signals)
  --from DAY    first of the 56 recorded days (2021-09-06)
  --to DIR      where pictures and figures.json are laid (docs/first-territory)
  --help        this text

Needs Chromium and a console in dist/console. Recorded signals are only read: nothing of them is kept but what the pictures show.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data/signals' },
    from: { type: 'string', default: '2021-09-06' },
    to: { type: 'string', default: 'docs/first-territory' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(HELP);
  const folder = resolve(values.to);
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), 'rebond-first-territory-'));
  const premises = await openPremises(home);
  try {
    const archive = await fillArchive(premises.databaseUrl, resolve(values.data), values.from);
    process.stdout.write(`${JSON.stringify(archive)}\n`);
    const measured: Record<string, Measured[]> = {};
    for (const [name, walk] of Object.entries(WALKS)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      const walker = await openWalker({ url: premises.url, cookies: premises.cookies, folder, name });
      try {
        await walk(walker);
      } finally {
        measured[name] = walker.measured();
        await walker.close();
      }
      process.stdout.write(`${JSON.stringify({ [name]: measured[name] })}\n`);
    }
    await writeFile(join(folder, 'figures.json'), `${JSON.stringify({ archive, ...measured }, null, 2)}\n`);
  } finally {
    await premises.close();
    await rm(home, { recursive: true, force: true });
  }
}

await main();
