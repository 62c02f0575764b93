import type { Brand } from '../contract/brand.ts';
import type { Reason } from '../contract/common.ts';
import type { Territory } from '../contract/territory.ts';
import type {
  BrandSettings,
  BrokenExample,
  CopyPlace,
  ImportTerritoryRequest,
  PublishTerritoryRequest,
  RestoreTerritoryRequest,
  SavedTerritory,
  SaveTerritoryRequest,
  TerritoryCheck,
  TerritoryDiff,
  TerritoryRemark,
  TerritoryVersion,
  TerritoryVersionDetail,
  WorkingCopy,
} from '../contract/territory-version.ts';

/** A stored version with the YAML text it came in, where it came in one. */
export interface StoredVersion extends TerritoryVersionDetail {
  readonly yaml: string | null;
}

/** A stored working copy. `yaml`: a text whose comments and order it keeps, not its newest content. */
export interface StoredCopy extends WorkingCopy {
  readonly yaml: string | null;
  /** Name of who saved, published or discarded it last; null where nobody ever saved one. */
  readonly last: string | null;
}

/** What goes into a version besides the territory. */
export interface VersionFacts {
  readonly note?: string;
  readonly restores?: number;
  /** Examples that fail in it. */
  readonly failing?: number;
  readonly yaml?: string | null;
}

/** Somebody was faster: they saved the copy, or another version is live by now. */
export interface Outrun {
  readonly outrun: 'revision' | 'live';
  /** Who it was, by name; empty where nobody knows. */
  readonly by: string;
  /** The revision, or the live version, as it is now; null where none is live. */
  readonly now: number | null;
}

/** Versions and working copies as they are kept. */
export interface TerritoryHistory {
  /** Newest first. */
  versions(brand: string, before: number | null, limit: number): Promise<TerritoryVersion[]>;
  version(brand: string, version: number): Promise<StoredVersion | null>;
  /** What is worked on, or what runs where nobody has saved anything; null where there is neither. */
  copy(brand: string): Promise<StoredCopy | null>;
  /** Where it stands, read without its body. */
  place(brand: string): Promise<CopyPlace | null>;
  /** @param revision as the person had it; 0 where there was none */
  save(
    territory: Territory,
    by: string,
    about: { readonly revision: number; readonly yaml?: string | null },
  ): Promise<StoredCopy | Outrun>;
  /** Makes the working copy the version that runs. */
  publishCopy(
    territory: Territory,
    by: string,
    about: VersionFacts & { readonly revision: number; readonly live: number | null },
  ): Promise<StoredVersion | Outrun>;
  /** Makes an older version the one that runs, as a new one. */
  restore(
    territory: Territory,
    by: string,
    about: VersionFacts & { readonly live: number },
  ): Promise<StoredVersion | Outrun>;
  /** Forgets the working copy: work goes on from what runs. */
  discard(brand: string, by: string, revision: number): Promise<Outrun | null>;
}

/** Examples break, or queries cannot be read: nothing was done. */
export type TerritoryRefusal =
  Outrun | { readonly broken: readonly BrokenExample[] } | { readonly faults: readonly TerritoryRemark[] };

/** An error in a YAML text; line and column count from 1. */
export interface YamlFault {
  readonly line: number;
  readonly column: number;
  /** In English. */
  readonly message: string;
  /** As a code of the console’s words, under `versions.yamlFault`. */
  readonly told?: Reason | undefined;
}

/** What a brand team does with its territory: every save is checked, nothing is lost silently, nothing broken goes live. */
export interface TerritoryDesk {
  check(territory: Territory): TerritoryCheck;
  /** Null where the brand has neither a copy nor a version. */
  copy(brand: string): Promise<WorkingCopy | null>;
  /** Null as with `copy`. */
  place(brand: string): Promise<CopyPlace | null>;
  save(brand: string, by: string, request: SaveTerritoryRequest): Promise<SavedTerritory | TerritoryRefusal>;
  /** Null where there is nothing to publish. */
  publish(
    brand: string,
    by: string,
    request: PublishTerritoryRequest,
  ): Promise<TerritoryVersionDetail | TerritoryRefusal | null>;
  restore(
    brand: string,
    by: string,
    request: RestoreTerritoryRequest,
  ): Promise<TerritoryVersionDetail | TerritoryRefusal | null>;
  discard(brand: string, by: string, revision: number): Promise<WorkingCopy | Outrun | null>;
  versions(brand: string, before: number | null): Promise<TerritoryVersion[]>;
  version(brand: string, version: number): Promise<TerritoryVersionDetail | null>;
  /** Null where one of the two is not there. Numbers name versions. */
  diff(brand: string, from: number | 'copy', to: number | 'copy'): Promise<TerritoryDiff | null>;
  /** The YAML of `config/territories`, with the comments it came with. */
  exportYaml(brand: string, which: number | 'copy' | 'live'): Promise<string | null>;
  importYaml(
    brand: string,
    by: string,
    request: ImportTerritoryRequest,
  ): Promise<SavedTerritory | TerritoryRefusal | { readonly yamlFaults: readonly YamlFault[] }>;
}

/** What of a brand its own team decides. */
export interface BrandSettingsStore {
  /** In force in every process at once. Null where there is no such brand. */
  change(brand: string, settings: BrandSettings, by: string): Promise<Brand | null>;
}
