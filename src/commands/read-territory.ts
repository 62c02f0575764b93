import { readFile } from 'node:fs/promises';
import { loadPlacedRules, parseTerritory } from '../app/load-rules.ts';
import { Refusal } from '../app/refusal.ts';
import type { Territory } from '../contract/territory.ts';

/** A territory from a YAML file, or that of a brand of the configuration folder. Its examples need not hold. */
export async function readTerritory(fileOrBrand: string, folder: string): Promise<Territory> {
  if (/[/\\]|\.ya?ml$/.test(fileOrBrand)) return readTerritoryFile(fileOrBrand, { examples: false });
  const { config } = await loadPlacedRules(folder, { examples: false });
  const found = config.territories.find(({ brand }) => brand === fileOrBrand);
  if (found) return found;
  const known = config.territories.map(({ brand }) => brand).join(', ');
  throw new Refusal(`There is no territory of ${fileOrBrand} in ${folder}; known: ${known || 'none'}.`);
}

export async function readTerritoryFile(file: string, options?: { readonly examples: boolean }): Promise<Territory> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`);
  });
  return parseTerritory(file, content, options);
}
