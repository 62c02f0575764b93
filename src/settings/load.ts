import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Brand } from '../contract/brand.ts';
import { ClaimBook, NO_CLAIMS } from '../contract/claims.ts';
import { NoisePack, StartersFile } from '../contract/first-territory.ts';
import { Frequencies, NO_FREQUENCIES } from '../contract/frequencies.ts';
import { CalendarFile, type Moment } from '../contract/moment.ts';
import { MomentumTable } from '../contract/momentum.ts';
import { OffenceModel } from '../contract/offence-model.ts';
import { NO_STORY_MODEL, StoryModel } from '../contract/story-model.ts';
import { NO_WINDOW_MODEL, WindowModel } from '../contract/window-model.ts';
import { SourceConfig } from '../contract/source.ts';
import { WriterBook } from '../contract/writer-book.ts';
import { Territory } from '../contract/territory.ts';
import {
  checkBrand,
  checkBrands,
  checkCalendar,
  checkMoments,
  checkSources,
  checkTerritories,
  checkTerritory,
} from './check-config.ts';
import type { Placed, TerritoryRules } from './check-config.ts';
import { sortConfigErrors } from './config-error.ts';
import type { ConfigError } from './config-error.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Check } from './parse-yaml.ts';

/** `config/sources.yaml`. */
const SourcesFile = z.strictObject({ sources: z.array(SourceConfig) });

/** What the configuration folder says. */
export interface Config<Safety, Scoring> {
  readonly brands: readonly Brand[];
  readonly territories: readonly Territory[];
  /** What the territories' files say, comments and all, by brand. */
  readonly territoryTexts: ReadonlyMap<string, string>;
  readonly sources: readonly SourceConfig[];
  /** The shipped moments, which count for every brand. */
  readonly calendar: readonly Moment[];
  readonly safety: readonly Safety[];
  readonly scoring: Scoring;
  readonly frequencies: Frequencies;
  readonly storyModel: StoryModel;
  /** Null where there is no file. */
  readonly momentum: MomentumTable | null;
  /** Null where there is no file: then no post is taken for offensive. */
  readonly offence: OffenceModel | null;
  /** What the law says to what a draft may claim. */
  readonly claims: ClaimBook;
  readonly window: WindowModel;
  /** The template writer's, one a language. */
  readonly writer: readonly WriterBook[];
  /** What first territories are made from. */
  readonly starters: StartersFile;
  readonly noise: readonly NoisePack[];
}

export interface LoadOptions<Safety, Scoring> extends TerritoryRules {
  readonly safety: z.ZodType<Safety>;
  readonly scoring: z.ZodType<Scoring>;
}

/** A configuration, and its territories with the means to point into their files. */
export interface LoadedConfig<Safety, Scoring> {
  readonly config: Config<Safety, Scoring>;
  readonly territories: readonly Placed<Territory>[];
}

/**
 * Reads the configuration folder: `brands/*.yaml`, `territories/*.yaml`, `calendar/*.yaml`, `safety/*.yaml`, `noise/*.yaml`, `first-territory.yaml`, `claims.yaml`, `sources.yaml`,
 * `scoring.yaml`, `frequencies.json`, `story.json`, `momentum.json`, `offence.json`, `window.json`. A file that is not there counts as empty where its
 * schema allows that. Every error of every file at once.
 */
export async function loadConfig<Safety, Scoring>(
  folder: string,
  options: LoadOptions<Safety, Scoring>,
): Promise<LoadedConfig<Safety, Scoring> | { errors: readonly ConfigError[] }> {
  const files = createFileReader(folder);
  if (!(await files.exists())) {
    const message = 'there is no such folder: name the configuration folder with REBOND_CONFIG';
    return { errors: [{ file: folder, line: 1, column: 1, message }] };
  }
  const brands = await files.readFolder('brands', Brand, checkBrand);
  // Where a brand's file could not be read, its territory is not also blamed for naming it.
  const everyBrandRead = files.errors.length === 0;
  const checkOne: Check<Territory> = (territory, errorAt) => checkTerritory(territory, errorAt, options);
  const territories = await files.readFolder('territories', Territory, checkOne);
  const sources = await files.readOne('sources.yaml', SourcesFile, { sources: [] }, checkSources);
  const calendar = await files.readFolder('calendar', CalendarFile, checkMoments);
  const safety = await files.readFolder('safety', options.safety);
  const writer = await files.readFolder('writer', WriterBook);
  const noise = await files.readFolder('noise', NoisePack);
  const starters = await files.readOne('first-territory.yaml', StartersFile, {});
  const scoring = await files.readOne('scoring.yaml', options.scoring, {});
  const frequencies = await files.readOne('frequencies.json', Frequencies, NO_FREQUENCIES);
  const storyModel = await files.readOne('story.json', StoryModel, NO_STORY_MODEL);
  const momentum = await files.readOne('momentum.json', MomentumTable.nullable(), null);
  const offence = await files.readOne('offence.json', OffenceModel.nullable(), null);
  const claims = await files.readOne('claims.yaml', ClaimBook, NO_CLAIMS);
  const window = await files.readOne('window.json', WindowModel, NO_WINDOW_MODEL);
  const between = [
    ...checkBrands(brands),
    ...checkTerritories(territories, brands, everyBrandRead),
    ...checkCalendar(calendar),
  ];
  const errors = sortConfigErrors([...files.errors, ...between]);
  if (errors.length > 0) return { errors };
  return {
    config: {
      brands: brands.map(({ value }) => value),
      territories: territories.map(({ value }) => value),
      territoryTexts: new Map(territories.map(({ value, text }) => [value.brand, text])),
      sources: sources!.sources,
      calendar: calendar.flatMap(({ value }) => value.moments),
      safety: safety.map(({ value }) => value),
      scoring: scoring!,
      frequencies: frequencies!,
      storyModel: storyModel!,
      momentum,
      offence,
      claims: claims!,
      window: window!,
      writer: writer.map(({ value }) => value),
      starters: starters!,
      noise: noise.map(({ value }) => value),
    },
    territories,
  };
}

function createFileReader(folder: string) {
  const errors: ConfigError[] = [];

  async function read<T>(name: string, schema: z.ZodType<T>, check?: Check<T>): Promise<Placed<T> | null> {
    const file = join(folder, name);
    const parsed = parseYaml(file, await readFile(file), schema, check);
    if (!('errors' in parsed)) return parsed;
    errors.push(...parsed.errors);
    return null;
  }

  async function readJson<T>(name: string, schema: z.ZodType<T>): Promise<T | null> {
    const file = join(folder, name);
    const parsed = parseJson(file, await readFile(file), schema);
    if (!('errors' in parsed)) return parsed.value;
    errors.push(...parsed.errors);
    return null;
  }

  async function names(subfolder: string): Promise<string[]> {
    return readdir(join(folder, subfolder)).catch(ifMissing<string[]>([]));
  }

  async function readFolder<T>(subfolder: string, schema: z.ZodType<T>, check?: Check<T>): Promise<Placed<T>[]> {
    const found = (await names(subfolder)).filter((name) => /\.ya?ml$/.test(name)).sort();
    const read1 = await Promise.all(found.map((name) => read(join(subfolder, name), schema, check)));
    return read1.filter((placed) => placed !== null);
  }

  async function readOne<T>(
    name: string,
    schema: z.ZodType<T>,
    whenMissing: unknown,
    check?: Check<T>,
  ): Promise<T | null> {
    if ((await names('.')).includes(name)) {
      return name.endsWith('.json') ? readJson(name, schema) : ((await read(name, schema, check))?.value ?? null);
    }
    const empty = schema.safeParse(whenMissing);
    if (empty.success) return empty.data;
    errors.push({ file: join(folder, name), line: 1, column: 1, message: 'the file is missing' });
    return null;
  }

  const exists = () => readdir(folder).then(() => true, ifMissing(false));
  return { errors, readFolder, readOne, exists };
}

const ifMissing =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
