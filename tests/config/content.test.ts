import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { z } from 'zod';
import { queryDoubts, queryFaults } from '../../src/app/query-remarks.ts';
import { Brand } from '../../src/contract/brand.ts';
import { EventType, SafetyLexicon } from '../../src/contract/safety.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import { Territory } from '../../src/contract/territory.ts';
import { failingExamples } from '../../src/core/territory/examples.ts';
import { graveWords } from '../../src/core/territory/lint/lint.ts';

const config = join(import.meta.dirname, '../../config');

function yamlFiles<Schema extends z.ZodType>(folder: string, schema: Schema): [name: string, value: z.infer<Schema>][] {
  return readdirSync(join(config, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => [file.replace('.yaml', ''), schema.parse(parse(readFileSync(join(config, folder, file), 'utf8')))]);
}

const brands = yamlFiles('brands', Brand);
const territories = yamlFiles('territories', Territory);
const lexicons = yamlFiles('safety', SafetyLexicon);

describe('demonstration brands', () => {
  it('are fictional and say so', () => {
    expect(brands.length).toBeGreaterThanOrEqual(2);
    for (const [file, brand] of brands) expect(brand).toMatchObject({ id: file, demonstration: true });
  });

  it('have a territory each, with examples of all its topics', () => {
    expect(territories.map(([file]) => file)).toEqual(brands.map(([file]) => file));
    for (const [file, territory] of territories) {
      expect(territory.brand).toBe(file);
      const topics = territory.topics.map((topic) => topic.id);
      expect(new Set([...topics, ...territory.noGo.map((topic) => topic.id)]).size).toBe(
        topics.length + territory.noGo.length,
      );
      expect([...new Set(territory.examples.match.flatMap((example) => example.topics))].sort()).toEqual(
        [...topics].sort(),
      );
      expect(territory.examples.match.length).toBeGreaterThanOrEqual(8);
      expect(territory.examples.miss.length).toBeGreaterThanOrEqual(6);
    }
  });
});

describe('demonstration territories', () => {
  it.each(territories)('%s asks questions that can be read, and keeps its examples', (_file, territory) => {
    expect(queryFaults(territory)).toEqual([]);
    expect(failingExamples(territory)).toEqual([]);
  });

  it.each(territories)('%s says nothing twice, and nothing doubtful', (_file, territory) => {
    const facts = { graveWords: graveWords(lexicons.map(([, lexicon]) => lexicon)) };
    expect(queryDoubts(territory, facts)).toEqual([]);
  });
});

describe('safety lexicons', () => {
  it.each(lexicons)(
    '%s covers every type of event once a severity, or the gravest where it is partial',
    (file, lexicon) => {
      expect(lexicon.language).toBe(file);
      if (lexicon.partial) expect(lexicon.types.every(({ severity }) => severity === 3)).toBe(true);
      else expect(new Set(lexicon.types.map(({ type }) => type))).toEqual(new Set(EventType.options));
      const kinds = lexicon.types.map(({ type, severity }) => `${type} ${severity}`);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(lexicon.types.flatMap(({ entries }) => entries.flatMap(({ words }) => words)).length).toBeGreaterThan(
        lexicon.partial ? 60 : 250,
      );
    },
  );

  it.each(lexicons)('%s says nothing twice in one list, and no word is its own innocent', (_file, lexicon) => {
    const lists = [lexicon.firstPerson, lexicon.unconfirmed, lexicon.reassuring, lexicon.grief, lexicon.trouble];
    for (const { entries } of lexicon.types) for (const e of entries) lists.push(e.words, e.innocent, e.grave);
    for (const list of lists) expect(list.filter((word, i) => list.indexOf(word) !== i)).toEqual([]);
    for (const { entries } of lexicon.types) {
      for (const { words, innocent } of entries) expect(words.filter((word) => innocent.includes(word))).toEqual([]);
    }
  });
});

interface Line {
  minute: number;
  source: string;
  kind: string;
  externalId: string;
  lang: string;
  title?: string;
  text: string;
  author?: { id: string };
}

const [header, ...lines] = readFileSync(join(config, 'demo/evening.ndjson'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown);
const evening = lines as Line[];
const first = evening.filter((line, i) => evening.findIndex((other) => other.externalId === line.externalId) === i);
const says = (line: Line): string => `${line.title ?? ''} ${line.text}`;
const between = (from: number, to: number, words: RegExp): Line[] =>
  first.filter((line) => line.minute >= from && line.minute < to && words.test(says(line)));
const people = (of: readonly Line[]): number => new Set(of.flatMap((line) => line.author?.id ?? [])).size;

describe('demonstration evening', () => {
  it('declares itself', () => {
    expect(header).toMatchObject({ demonstration: true, startMinute: 50, note: expect.stringContaining('fictional') });
  });

  it('holds two hours of signals in time order, from sources marked as demonstration', () => {
    expect(evening.length).toBeGreaterThanOrEqual(550);
    let before = 0;
    for (const { minute, ...raw } of evening) {
      expect(minute).toBeGreaterThanOrEqual(before);
      expect(minute).toBeLessThanOrEqual(120);
      before = minute;
      expect(raw.source).toMatch(/^demo-/);
      expect(raw.externalId).toMatch(/^demo-/);
      expect(Object.keys(raw)).not.toContain('publishedAt');
      expect(RawSignal.safeParse({ ...raw, observedAt: '2026-01-01T00:00:00Z' }).error).toBeUndefined();
    }
  });

  it('sends an item again only to tell its new counts', () => {
    const repeated = evening.filter((line) => !first.includes(line));
    expect(repeated.length).toBeGreaterThan(20);
    for (const again of repeated) {
      const original = first.find((line) => line.externalId === again.externalId);
      expect({ ...again, minute: 0, metrics: null }).toEqual({ ...original, minute: 0, metrics: null });
    }
  });

  it('is written in two languages by hundreds of people and at least eight outlets', () => {
    expect(people(first)).toBeGreaterThan(300);
    expect(new Set(first.filter((line) => line.kind === 'news').map((line) => line.source)).size).toBeGreaterThan(7);
    for (const lang of ['fr', 'en']) expect(first.filter((line) => line.lang === lang).length).toBeGreaterThan(200);
  });

  it('takes off within half a minute of the start, and not before', () => {
    const lights = /light|lumière|noir|dark|panne|projecteur|téléphone|phone|plug|facture|chant|sing|ooooh|voit/i;
    const burst = between(49.8, 50.5, lights);
    expect(people(burst)).toBeGreaterThanOrEqual(14);
    expect(burst.filter((line) => line.kind === 'news').length).toBeGreaterThanOrEqual(2);
    expect(between(0, 49.8, /floodlight|panne|projecteur|noir total/i)).toEqual([]);
  });

  it('weaves the sports moment, the meme, the tragedy, the rumour and its denial', () => {
    expect(people(between(83.5, 87, /gardien|keeper|bertil|goalie/i))).toBeGreaterThan(12);
    expect(people(between(99, 110, /tablette|chocola|#DunkTheBar/i))).toBeGreaterThan(25);
    expect(people(between(68, 88, /corniche|coach|\bcar\b|autocar/i))).toBeGreaterThan(18);
    expect(between(0, 89.5, /quintard.*(arrêté|arrested)/i)).toEqual([]);
    expect(between(89.5, 104, /arrêté|arrested|garde à vue/i).length).toBeGreaterThan(4);
    expect(between(104, 110, /dément|denies|no arrest/i).length).toBeGreaterThan(2);
  });

  it('holds one author who floods, and copies of one text by many', () => {
    const posts = Map.groupBy(between(30, 45.5, /./), (line) => line.author?.id);
    expect(Math.max(...[...posts].filter(([id]) => id).map(([, list]) => list.length))).toBe(60);
    expect(people(between(55, 61, /deux kops qui chantent/i))).toBe(12);
    const wire = Map.groupBy(
      between(50, 60, /74e minute de la finale de la Coupe des Phares entre/),
      (one) => one.source,
    );
    expect(wire.size).toBe(5);
  });
});
