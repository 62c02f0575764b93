import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const CONFIG = resolve(import.meta.dirname, '../../config');

/** Brands of the repository's configuration, which the journeys are told about. */
export const SORBIER = 'maison-sorbier';
export const HARBOUR = 'harbour-and-pine';

/**
 * The repository's configuration in a folder of its own, without its feeds: nothing is asked of the network. With
 * `evening` the demonstration plays; without it the same brands are there as ordinary ones, and nothing else happens.
 */
export async function ownConfig(folder: string, { evening }: { evening: boolean }): Promise<string> {
  const config = join(folder, 'config');
  await cp(CONFIG, config, { recursive: true });
  const source = '{ id: demonstration, label: The evening, type: demonstration }';
  await writeFile(join(config, 'sources.yaml'), `sources: [${evening ? source : ''}]\n`);
  if (evening) return config;
  for (const name of await readdir(join(config, 'brands'))) {
    const file = join(config, 'brands', name);
    await writeFile(file, (await readFile(file, 'utf8')).replace('demonstration: true', 'demonstration: false'));
  }
  return config;
}
