import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { RawSignal } from '../../src/contract/signal.ts';
import { ownConfig } from '../support/own-config.ts';
import { seeded } from '../support/random.ts';

/** Words that only posts about the brand have, one for each. Invented, so that what matches is known beforehand. */
const BRAND_WORDS = ['quorvex', 'blandoux', 'tremirel', 'vaskony', 'plumidor'] as const;
const SUBJECT_WORDS = [
  'lantern',
  'ferry',
  'meadow',
  'violin',
  'glacier',
  'bakery',
  'turbine',
  'orchard',
  'comet',
  'canal',
];

export const brandIds: readonly string[] = BRAND_WORDS.map((_, n) => `brand-${n + 1}`);

/** One post, and which mentions it must lead to. */
export interface Planned {
  readonly raw: RawSignal;
  readonly id: string;
  /** `<signal id>:<brand>`. */
  readonly mentions: readonly string[];
}

/** What has to be in the log at the end, by the plan alone. */
export interface Plan {
  /** The nth post, written at a time (ms since 1970). */
  post(n: number, at: number): Planned;
}

const POSTS_A_SUBJECT = 160;

/**
 * Posts of which a quarter speaks of one brand, some of two, and the rest of none. Those of a brand speak of one subject
 * after the other, by new people each time, so that stories grow.
 * @param filler what the nth post says where it speaks of no brand
 */
export function createPlan(seed: number, filler: (n: number) => string = () => 'nothing much today'): Plan {
  return {
    post(n, at) {
      const random = seeded(seed * 31 + n);
      const about = BRAND_WORDS.flatMap((word, brand) => (random() < 0.06 ? [{ word, brand }] : []));
      const round = Math.floor(n / POSTS_A_SUBJECT);
      const subject = about.map(({ word, brand }) => `${word} ${subjectOf(seed, brand, round)}`).join(' ');
      const own = ['seen', 'heard', 'said'].map((word) => `${word}${seed.toString(36)}x${n}`).join(' ');
      const externalId = `${seed}-${n}`;
      const raw: RawSignal = {
        source: 'town-square',
        kind: 'post',
        externalId,
        publishedAt: new Date(at).toISOString(),
        lang: 'en',
        text: `${subject || filler(n)} ${own}`,
        author: { id: `town-square:${externalId}`, handle: `p${n}`, followers: 100 + (n % 900) },
      };
      const id = idOf(raw.source, externalId);
      return { raw, id, mentions: about.map(({ brand }) => `${id}:${brandIds[brand]}`) };
    },
  };
}

function subjectOf(seed: number, brand: number, round: number): string {
  const random = seeded(seed + brand * 1_009 + round * 7_919);
  const word = () => SUBJECT_WORDS[Math.floor(random() * SUBJECT_WORDS.length)]!;
  return `${word()} ${word()} over the ${word()} place${brand}r${round}`;
}

/** The id of a signal: 128 bits of SHA-256 over source and external id. Said again here, to be a judge of it. */
export function idOf(source: string, externalId: string): string {
  const named = ['signal', source, externalId].map((part) => `${part.length}:${part}`).join('');
  return createHash('sha256').update(named).digest().subarray(0, 16).toString('base64url');
}

/**
 * The repository's configuration with the plan's brands instead of its own.
 * @param more queries that they have besides, spread over them
 */
export async function planConfig(folder: string, more: readonly string[] = []): Promise<string> {
  const config = await ownConfig(folder, { evening: false });
  for (const kind of ['brands', 'territories']) {
    await rm(join(config, kind), { recursive: true });
    await mkdir(join(config, kind));
  }
  for (const [n, id] of brandIds.entries()) {
    const brand = { id, name: `Brand ${n + 1}`, languages: ['en'] };
    const own = more.filter((_, i) => i % brandIds.length === n);
    const topics = [BRAND_WORDS[n]!, ...own].map((query, i) => ({
      id: `t-${i}`,
      label: `Topic ${i}`,
      query,
      weight: 1,
    }));
    await writeFile(join(config, 'brands', `${id}.yaml`), stringify(brand));
    await writeFile(join(config, 'territories', `${id}.yaml`), stringify({ brand: id, topics }));
  }
  return config;
}
