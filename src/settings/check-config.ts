import type { Brand } from '../contract/brand.ts';
import type { CalendarFile } from '../contract/moment.ts';
import type { SourceConfig } from '../contract/source.ts';
import type { Territory } from '../contract/territory.ts';
import type { ConfigError } from './config-error.ts';
import type { ErrorAt } from './parse-yaml.ts';

/** A value with the means to say where in its file something is wrong. */
export interface Placed<T> {
  readonly value: T;
  readonly errorAt: ErrorAt;
  /** The file as it was read. */
  readonly text: string;
}

/** Something to say about a text of a file: where the text stands, from which of its characters on, and a sentence. */
export interface Remark {
  readonly path: readonly (string | number)[];
  readonly from: number;
  readonly message: string;
}

/** What only the query language can say of a territory. */
export interface TerritoryRules {
  /** What is wrong in its queries and lists. */
  readonly queryFaults?: (territory: Territory) => readonly Remark[];
  /** Examples that the territory does not treat as it should. */
  readonly failingExamples?: (
    territory: Territory,
  ) => readonly { readonly kind: 'match' | 'miss'; readonly index: number; readonly message: string }[];
}

export function checkBrand(brand: Brand, errorAt: ErrorAt): ConfigError[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone: brand.timeZone });
    return [];
  } catch {
    return [
      errorAt(['timeZone'], `timeZone: no such time zone as "${brand.timeZone}": use a name such as Europe/Paris`),
    ];
  }
}

/** Topics and no-go topics of one territory, their queries, its lists and its examples. */
export function checkTerritory(
  territory: Territory,
  errorAt: ErrorAt,
  { queryFaults = () => [], failingExamples = () => [] }: TerritoryRules = {},
): ConfigError[] {
  const topics = territory.topics.map((topic, i) => ({ topic, path: ['topics', i] }));
  const noGo = territory.noGo.map((topic, i) => ({ topic, path: ['noGo', i] }));
  const all = [...topics, ...noGo];
  const known = new Set(all.map(({ topic }) => topic.id));
  const errors = [
    ...duplicates(
      all.map(({ topic, path }) => ({ id: topic.id, path: [...path, 'id'] })),
      errorAt,
    ),
    ...queryFaults(territory).map(({ path, from, message }) => errorAt(path, message, from)),
    ...(['match', 'miss'] as const).flatMap((kind) => checkExamples(territory, kind, known, errorAt)),
  ];
  if (errors.length > 0) return errors;
  return failingExamples(territory).map(({ kind, index, message }) => errorAt(['examples', kind, index], message));
}

function checkExamples(
  territory: Territory,
  kind: 'match' | 'miss',
  known: ReadonlySet<string>,
  errorAt: ErrorAt,
): ConfigError[] {
  return territory.examples[kind].flatMap((example, i) => {
    const path = ['examples', kind, i];
    const empty = !example.title && !example.text && !example.url;
    const unknown = example.topics.flatMap((topic, j) =>
      known.has(topic)
        ? []
        : [errorAt([...path, 'topics', j], `no topic has the id "${topic}": expected ${listOf(known)}`)],
    );
    return [...(empty ? [errorAt(path, 'an example needs a title, a text or a url')] : []), ...unknown];
  });
}

const listOf = (names: Iterable<string>) => `one of ${[...names].join(', ')}`;

export function checkSources(file: { sources: readonly SourceConfig[] }, errorAt: ErrorAt): ConfigError[] {
  const reserved = file.sources.flatMap((source, i) =>
    source.id.startsWith('demo-')
      ? [errorAt(['sources', i, 'id'], 'id: names that begin with "demo-" belong to the demonstration')]
      : [],
  );
  return [
    ...reserved,
    ...duplicates(
      file.sources.map(({ id }, i) => ({ id, path: ['sources', i, 'id'] })),
      errorAt,
    ),
  ];
}

function duplicates(named: readonly { id: string; path: (string | number)[] }[], errorAt: ErrorAt): ConfigError[] {
  return named.flatMap(({ id, path }, i) =>
    named.findIndex((other) => other.id === id) < i ? [errorAt(path, `the id "${id}" is used twice`)] : [],
  );
}

export function checkBrands(brands: readonly Placed<Brand>[]): ConfigError[] {
  return brands.flatMap(({ value, errorAt }, i) =>
    brands.findIndex((other) => other.value.id === value.id) < i
      ? [errorAt(['id'], `the id "${value.id}" is used by another brand`)]
      : [],
  );
}

/** Every territory belongs to a brand, and to a different one. `complete`: no brand is missing from the list. */
export function checkTerritories(
  territories: readonly Placed<Territory>[],
  brands: readonly Placed<Brand>[],
  complete: boolean,
): ConfigError[] {
  const known = brands.map(({ value }) => value.id);
  return territories.flatMap(({ value, errorAt }, i) => {
    if (complete && !known.includes(value.brand)) {
      const expected = known.length === 0 ? 'there are no brands' : `expected ${listOf(known)}`;
      return [errorAt(['brand'], `brand: there is no brand "${value.brand}": ${expected}`)];
    }
    const second = territories.findIndex((other) => other.value.brand === value.brand) < i;
    return second ? [errorAt(['brand'], `brand: the brand "${value.brand}" has a territory in another file`)] : [];
  });
}

/** The moments of a file are for all brands. */
export function checkMoments({ moments }: CalendarFile, errorAt: ErrorAt): ConfigError[] {
  return moments.flatMap(({ brand }, i) =>
    brand === undefined
      ? []
      : [
          errorAt(
            ['moments', i, 'brand'],
            'brand: the moments of this folder count for every brand: take the line out, or enter the moment in the calendar of the brand',
          ),
        ],
  );
}

/** Every moment is called differently, in whatever file it stands. */
export function checkCalendar(files: readonly Placed<CalendarFile>[]): ConfigError[] {
  const known = new Set<string>();
  const errors: ConfigError[] = [];
  for (const { value, errorAt } of files) {
    const own = value.moments.map(({ id }) => id);
    own.forEach((id, i) => {
      if (known.has(id)) {
        errors.push(errorAt(['moments', i, 'id'], `id: a moment of another file is called "${id}", too`));
      }
    });
    for (const id of own) known.add(id);
  }
  return errors;
}
