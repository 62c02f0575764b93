import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../app/refusal.ts';
import { createTerritoryDesk } from '../app/territory-desk.ts';
import type { BrandStore, TerritoryStore } from '../context.ts';
import type { TerritoryHistory } from '../ports/territory.ts';
import { readTerritoryFile } from './read-territory.ts';

interface Stores {
  readonly brands: BrandStore;
  readonly territories: TerritoryStore;
  readonly territoryHistory: TerritoryHistory;
}

/** Writes live territories as the YAML of `config/territories`: into a folder, or to `out` where none is given. */
export async function exportTerritories(
  { territories, territoryHistory }: Stores,
  options: { brands: readonly string[]; folder: string | null; out: (text: string) => void },
): Promise<void> {
  const live = await territories.live();
  const known = live.map(({ territory }) => territory.brand);
  const unknown = options.brands.filter((brand) => !known.includes(brand));
  if (unknown.length > 0)
    throw new Refusal(`There is no territory of ${unknown.join(', ')}; known: ${known.join(', ')}.`);
  const wanted = live.filter(
    ({ territory }) => options.brands.length === 0 || options.brands.includes(territory.brand),
  );
  if (options.folder !== null) await mkdir(options.folder, { recursive: true });
  const desk = createTerritoryDesk({ history: territoryHistory });
  for (const { territory } of wanted) {
    const yaml = (await desk.exportYaml(territory.brand, 'live')) ?? '';
    if (options.folder === null) options.out(yaml);
    else await writeFile(join(options.folder, `${territory.brand}.yaml`), yaml);
  }
}

/** Publishes territories from YAML files. All are checked before the first is published. */
export async function importTerritories(
  { brands, territories }: Stores,
  options: { files: readonly string[]; author: string; out: (text: string) => void },
): Promise<void> {
  const read = await Promise.all(options.files.map((file) => readTerritoryFile(file)));
  for (const { brand } of read) {
    if (!(await brands.get(brand)))
      throw new Refusal(`There is no brand ${brand}: add config/brands/${brand}.yaml first.`);
  }
  for (const [i, territory] of read.entries()) {
    const yaml = await readFile(options.files[i]!, 'utf8');
    const { version } = await territories.publish(territory, options.author, { yaml });
    options.out(`${territory.brand}: version ${version} is live.\n`);
  }
}
