import { Territory } from '../contract/territory.ts';
import type { TerritoryCheck, WorkingCopy } from '../contract/territory-version.ts';
import { brokenExamples, newlyBroken } from '../core/territory/broken-examples.ts';
import { diffTerritories } from '../core/territory/diff.ts';
import { territoryFaults } from '../core/territory/faults.ts';
import type { StoredCopy, TerritoryDesk, TerritoryHistory, TerritoryRefusal } from '../ports/territory.ts';
import { parseYaml } from '../settings/parse-yaml.ts';
import { patchYaml } from '../settings/patch-yaml.ts';
import { writeYaml } from '../settings/write-yaml.ts';

/** Versions told at once. */
const PAGE = 50;

/** Joins what is kept of territories with what the query language says of them. */
export function createTerritoryDesk({ history }: { readonly history: TerritoryHistory }): TerritoryDesk {
  async function save(
    brand: string,
    by: string,
    request: { readonly territory: Territory; readonly revision: number; readonly anyway: boolean },
    yaml?: string,
  ): ReturnType<TerritoryDesk['save']> {
    const { territory, revision, anyway } = request;
    const checked = check(territory);
    if (!anyway) {
      const before = await history.copy(brand);
      const broken = newlyBroken(checked.broken, territory, before && { ...before, ...check(before.territory) });
      // Whoever was outrun hears that first.
      if (broken.length > 0 && (before?.revision ?? 0) === revision) return { broken };
    }
    const saved = await history.save(territory, by, { revision, ...(yaml !== undefined && { yaml }) });
    return 'outrun' in saved ? saved : { copy: presentCopy(saved), check: checked };
  }

  async function bodyOf(brand: string, which: number | 'copy'): Promise<Territory | null> {
    const found = await (which === 'copy' ? history.copy(brand) : history.version(brand, which));
    return found?.territory ?? null;
  }

  return {
    check,
    copy: async (brand) => presentMaybe(await history.copy(brand)),
    place: (brand) => history.place(brand),
    save: (brand, by, request) => save(brand, by, request),

    async publish(brand, by, { revision, live, note, anyway }) {
      const copy = await history.copy(brand);
      if (!copy) return null;
      const checked = check(copy.territory);
      const refused = copy.revision === revision ? refusal(checked, anyway) : null;
      if (refused) return refused;
      const about = { revision, live, note, failing: checked.broken.length, yaml: synced(copy.yaml, copy.territory) };
      const done = await history.publishCopy(copy.territory, by, about);
      return 'outrun' in done ? done : presentVersion(done);
    },

    async restore(brand, by, { version, live, note, anyway }) {
      const old = await history.version(brand, version);
      if (!old) return null;
      const checked = check(old.territory);
      const refused = refusal(checked, anyway);
      if (refused) return refused;
      const about = { live, note, restores: version, failing: checked.broken.length, yaml: old.yaml };
      const done = await history.restore(old.territory, by, about);
      return 'outrun' in done ? done : presentVersion(done);
    },

    async discard(brand, by, revision) {
      return (await history.discard(brand, by, revision)) ?? presentMaybe(await history.copy(brand));
    },

    versions: (brand, before) => history.versions(brand, before, PAGE),

    async version(brand, version) {
      const found = await history.version(brand, version);
      return found && presentVersion(found);
    },

    async diff(brand, from, to) {
      const [before, after] = [await bodyOf(brand, from), await bodyOf(brand, to)];
      return before && after && diffTerritories(before, after);
    },

    async exportYaml(brand, which) {
      const number = which === 'live' ? (await history.copy(brand))?.live : which;
      if (number === undefined || number === null) return null;
      const found = await (number === 'copy' ? history.copy(brand) : history.version(brand, number));
      return found && (synced(found.yaml, found.territory) ?? writeYaml(Territory, found.territory));
    },

    async importYaml(brand, by, { yaml, revision, anyway }) {
      const parsed = parseTerritory(brand, yaml);
      if ('errors' in parsed) {
        return { yamlFaults: parsed.errors.map(({ file: _, ...fault }) => fault) };
      }
      return save(brand, by, { territory: parsed.value, revision, anyway }, yaml);
    },
  };
}

/** Every error is told with its place, and as a code with its values. */
function parseTerritory(brand: string, yaml: string) {
  return parseYaml('territory', yaml, Territory, (territory, errorAt) => [
    ...(territory.brand === brand
      ? []
      : [
          {
            ...errorAt(['brand'], `brand: this is the territory of "${brand}"`),
            told: { code: 'other-brand', data: { brand, other: territory.brand } },
          },
        ]),
    ...territoryFaults(territory).map(({ path, from, message }) => ({
      ...errorAt(pathOf(path), `${path}: ${message.en}`, from ?? undefined),
      told: { code: 'rule', data: { place: path, ...message } },
    })),
  ]);
}

function check(territory: Territory): TerritoryCheck {
  const faults = territoryFaults(territory);
  return { faults, broken: faults.length > 0 ? [] : brokenExamples(territory) };
}

/** Nothing with faults runs; what breaks examples only runs where somebody says so. */
function refusal({ faults, broken }: TerritoryCheck, anyway: boolean): TerritoryRefusal | null {
  if (faults.length > 0) return { faults };
  return broken.length > 0 && !anyway ? { broken } : null;
}

/** The text brought up to date; null where there is none. */
const synced = (yaml: string | null, territory: Territory): string | null =>
  yaml === null ? null : patchYaml(Territory, yaml, territory);

const pathOf = (path: string): (string | number)[] =>
  path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const presentCopy = ({ yaml: _, last: __, ...copy }: StoredCopy): WorkingCopy => copy;
const presentMaybe = (copy: StoredCopy | null): WorkingCopy | null => copy && presentCopy(copy);
const presentVersion = <T extends { readonly yaml: string | null }>({ yaml: _, ...version }: T): Omit<T, 'yaml'> =>
  version;
