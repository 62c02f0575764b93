import { createTerritoryDesk } from '../../src/app/territory-desk.ts';
import type { Territory } from '../../src/contract/territory.ts';
import type {
  StoredCopy,
  StoredVersion,
  TerritoryDesk,
  TerritoryHistory,
  VersionFacts,
} from '../../src/ports/territory.ts';

interface World {
  readonly territory: Territory;
  readonly clock: () => number;
  /** The name of Robin; anybody else is called by their id: `anna` is Anna. */
  readonly name?: string;
}

/** The product's own desk over versions in memory: one brand, whose first version is the territory. */
export function createFakeTerritories({ territory, clock, name = 'Robin' }: World): TerritoryDesk {
  const { brand } = territory;
  const versions: StoredVersion[] = [];
  let revision = 0;
  let lastId = 'config';
  let saved: Pick<StoredCopy, 'territory' | 'yaml' | 'basedOn' | 'saved'> | null = null;
  const live = () => versions.at(-1)!;
  const of = (asked: string): boolean => asked === brand;
  const nameOf = (id: string): string =>
    ['robin', 'config'].includes(id) ? name : id.charAt(0).toUpperCase() + id.slice(1);

  function add(body: Territory, by: string, facts: VersionFacts): StoredVersion {
    if (versions.length > 0 && JSON.stringify(live().territory) === JSON.stringify(body)) return live();
    for (const [i, version] of versions.entries()) versions[i] = { ...version, live: false };
    versions.push({
      ...{ version: versions.length + 1, author: { id: by, name: nameOf(by) }, at: new Date(clock()).toISOString() },
      ...{ note: facts.note ?? '', restores: facts.restores ?? null, failing: facts.failing ?? 0, live: true },
      ...{ topics: body.topics.length, noGo: body.noGo.length, territory: body, yaml: facts.yaml ?? null },
    });
    return live();
  }

  function copy(): StoredCopy {
    const { version, territory: running, yaml } = live();
    const common = { revision, live: version, last: revision === 0 ? null : nameOf(lastId) };
    return { ...common, ...(saved ?? { territory: running, yaml, basedOn: version, saved: null }) };
  }

  function empty(by: string): void {
    saved = null;
    lastId = by;
    revision += 1;
  }

  const outrunByRevision = (asked: number) =>
    asked === revision ? null : ({ outrun: 'revision', by: nameOf(lastId), now: revision } as const);
  const outrunByVersion = (asked: number | null) =>
    asked === live().version ? null : ({ outrun: 'live', by: live().author.name, now: live().version } as const);

  const history: TerritoryHistory = {
    versions: (asked) => Promise.resolve(of(asked) ? versions.toReversed() : []),
    version: (asked, number) =>
      Promise.resolve((of(asked) && versions.find(({ version }) => version === number)) || null),
    copy: (asked) => Promise.resolve(of(asked) ? copy() : null),
    place(asked) {
      const { live: runs, saved: kept } = copy();
      const last = revision === 0 ? null : { id: lastId, name: nameOf(lastId) };
      const publisher = live().author;
      return Promise.resolve(of(asked) ? { revision, live: runs, saved: kept, last, publisher } : null);
    },
    save(body, by, about) {
      const outrun = outrunByRevision(about.revision);
      if (outrun) return Promise.resolve(outrun);
      const before = copy();
      const at = new Date(clock()).toISOString();
      const yaml = about.yaml === undefined ? before.yaml : about.yaml;
      saved = { territory: body, yaml, basedOn: before.basedOn, saved: { by: { id: by, name: nameOf(by) }, at } };
      lastId = by;
      revision += 1;
      return Promise.resolve(copy());
    },
    publishCopy(body, by, { revision: asked, live: known, ...facts }) {
      const outrun = outrunByRevision(asked) ?? outrunByVersion(known);
      if (outrun) return Promise.resolve(outrun);
      const version = add(body, by, facts);
      empty(by);
      return Promise.resolve(version);
    },
    restore(body, by, { live: known, ...facts }) {
      return Promise.resolve(outrunByVersion(known) ?? add(body, by, facts));
    },
    discard(asked, by, known) {
      const outrun = outrunByRevision(known);
      if (!outrun && of(asked)) empty(by);
      return Promise.resolve(outrun);
    },
  };
  add(territory, 'config', {});
  return createTerritoryDesk({ history });
}
