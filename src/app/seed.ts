import type { BrandStore, TerritoryStore } from '../context.ts';
import type { Brand } from '../contract/brand.ts';
import type { Territory } from '../contract/territory.ts';

const AUTHOR = 'config';

interface Seed {
  readonly brands: readonly Brand[];
  readonly territories: readonly Territory[];
  /** The files of the territories, by brand. */
  readonly territoryTexts: ReadonlyMap<string, string>;
  /** Whether demonstration brands are wanted. */
  readonly demonstration: boolean;
  /** Remembers what was taken over, by file content. */
  readonly taken: { load(id: string): Promise<unknown>; save(id: string, value: unknown): Promise<void> };
}

/**
 * Takes brands and territories over from the configuration folder. A file counts again when it was edited; what people
 * published since stays as long as the file is as it was.
 */
export async function seed(config: Seed, stores: { brands: BrandStore; territories: TerritoryStore }): Promise<void> {
  const wanted = config.brands.filter(({ demonstration }) => config.demonstration || !demonstration);
  const ids = new Set(wanted.map(({ id }) => id));
  for (const brand of wanted) {
    await whenEdited(config.taken, `brand:${brand.id}`, brand, () => stores.brands.put(brand));
  }
  for (const territory of config.territories.filter(({ brand }) => ids.has(brand))) {
    await whenEdited(config.taken, `territory:${territory.brand}`, territory, async () => {
      const yaml = config.territoryTexts.get(territory.brand) ?? null;
      await stores.territories.publish(territory, AUTHOR, { yaml });
    });
  }
}

async function whenEdited(taken: Seed['taken'], id: string, value: object, take: () => Promise<void>): Promise<void> {
  const content = JSON.stringify(value);
  if ((await taken.load(id)) === content) return;
  await take();
  await taken.save(id, content);
}
