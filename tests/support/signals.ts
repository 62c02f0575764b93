import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { Brand } from '../../src/contract/brand.ts';
import type { Mention, TopicHit } from '../../src/contract/mention.ts';
import { CalendarFile, type Moment } from '../../src/contract/moment.ts';
import { MomentumTable } from '../../src/contract/momentum.ts';
import { OffenceModel } from '../../src/contract/offence-model.ts';
import { Frequencies } from '../../src/contract/frequencies.ts';
import { SafetyLexicon } from '../../src/contract/safety.ts';
import { Scoring } from '../../src/contract/scoring.ts';
import type { RawSignal, Signal } from '../../src/contract/signal.ts';
import { StoryModel } from '../../src/contract/story-model.ts';
import { Territory } from '../../src/contract/territory.ts';
import { WindowModel } from '../../src/contract/window-model.ts';
import { createDelicateDays, type DelicateDays } from '../../src/core/moment/delicate-days.ts';
import { createEventReader, type EventReader } from '../../src/core/safety/events.ts';
import { createOffenceReader } from '../../src/core/safety/offence.ts';
import { createSafetyReader, type SafetyReader } from '../../src/core/safety/reader.ts';
import { createStoryRules, type StoryRules } from '../../src/core/story/model.ts';
import { normalise } from '../../src/core/signal/normalise.ts';

const config = join(import.meta.dirname, '../../config');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A moment at which most tests begin. */
export const NOON = Date.UTC(2026, 10, 20, 12);

export const iso = (at: number): string => new Date(at).toISOString();

/** What is shipped in `config`, read by its schema. */
export function shipped<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  return schema.parse(parse(readFileSync(join(config, file), 'utf8')));
}

/** How long stories live, as shipped. */
export const shippedWindow = (): WindowModel => shipped('window.json', WindowModel);

export const shippedScoring = (): Scoring => shipped('scoring.yaml', Scoring);

export const shippedReader = (): EventReader =>
  createEventReader(readdirSync(join(config, 'safety')).map((file) => shipped(join('safety', file), SafetyLexicon)));

/** Events and offence, as the product reads them. */
export const shippedSafety = (): SafetyReader =>
  createSafetyReader(shippedReader(), createOffenceReader(shipped('offence.json', OffenceModel)));

export const shippedCalendar = (): Moment[] =>
  readdirSync(join(config, 'calendar'))
    .sort()
    .flatMap((file) => shipped(join('calendar', file), CalendarFile).moments);

export const shippedDays = (): DelicateDays => createDelicateDays(shippedCalendar());

/** How items are read, as shipped. */
export const shippedReading = () => ({
  readSafety: shippedSafety(),
  stories: shippedStories(),
  momentum: shippedMomentum(),
});

/** What is judged by, as shipped. */
export const shippedFigures = () => ({ scoring: shippedScoring(), window: shippedWindow(), days: shippedDays() });

/** How stories are joined, as shipped. */
export const shippedStories = (): StoryRules =>
  createStoryRules(shipped('story.json', StoryModel), shipped('frequencies.json', Frequencies));

export const shippedMomentum = (): MomentumTable => shipped('momentum.json', MomentumTable);

/** The raw items of the fictional evening, each with the minute at which it appears. */
export function eveningItems(): { minute: number; raw: RawSignal }[] {
  const [, ...lines] = readFileSync(join(config, 'demo/evening.ndjson'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => JSON.parse(line) as RawSignal & { minute: number })
    .map(({ minute, ...raw }) => ({ minute, raw }))
    .sort((a, b) => a.minute - b.minute);
}

type Given = Partial<RawSignal> & { at?: number };

/** A post as a source sends it; its id follows from author, time and words unless given. */
export function rawPost(text: string, { at = NOON, ...given }: Given = {}): RawSignal {
  const author = given.author?.id ?? 'someone';
  const publishedAt = iso(at);
  return {
    source: 'test-posts',
    kind: 'post',
    externalId: `${author} ${publishedAt} ${text}`,
    publishedAt,
    lang: 'en',
    text,
    author: { id: author },
    ...given,
  };
}

export function rawArticle(title: string, { at = NOON, ...given }: Given = {}): RawSignal {
  const publishedAt = iso(at);
  const source = given.source ?? 'test-news';
  return { source, kind: 'news', externalId: `${publishedAt} ${title}`, publishedAt, lang: 'en', title, ...given };
}

const receivedAt = (raw: RawSignal): number => Date.parse((raw.publishedAt ?? raw.observedAt) as string);

export const cleaned = (raw: RawSignal): Signal => normalise(raw, receivedAt(raw));
export const post = (text: string, given: Given = {}): Signal => cleaned(rawPost(text, given));
export const article = (title: string, given: Given = {}): Signal => cleaned(rawArticle(title, given));
export const by = (id: string): { author: { id: string } } => ({ author: { id } });

export const BRAND = Brand.parse({
  id: 'test-brand',
  name: 'Test Brand',
  languages: ['en', 'fr'],
  reactivityMinutes: 20,
});
export const TERRITORY = Territory.parse({
  brand: BRAND.id,
  topics: [{ id: 'sport', label: 'Sport nights', query: 'stadium OR final OR floodlights', weight: 1 }],
  noGo: [
    { id: 'betting', label: 'Betting', query: 'betting', action: 'block' },
    { id: 'rivals', label: 'Rivals', query: 'rival', action: 'review' },
  ],
});

export const hit = (topic: string, words: readonly string[] = [topic], inTitle = false): TopicHit => ({
  topic,
  words: [...words],
  inTitle,
});

/** Every mention made here is a later look at its signal than the one made before. */
let revision = 0;

export function mentionOf(signal: Signal, given: Partial<Mention> = {}): Mention {
  const brand = given.brand ?? BRAND.id;
  return {
    revision: revision++,
    id: `${signal.id}:${brand}`,
    brand,
    territoryVersion: 1,
    topics: [hit('sport')],
    noGo: [],
    signal,
    ...given,
  };
}
