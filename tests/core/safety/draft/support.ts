import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Brand } from '../../../../src/contract/brand.ts';
import { ClaimBook } from '../../../../src/contract/claims.ts';
import type { DraftCheck } from '../../../../src/contract/draft-check.ts';
import { Frequencies } from '../../../../src/contract/frequencies.ts';
import type { DelicateDay } from '../../../../src/contract/moment.ts';
import { OffenceModel } from '../../../../src/contract/offence-model.ts';
import type { VerdictLevel, VerdictReason } from '../../../../src/contract/opportunity.ts';
import { SafetyLexicon } from '../../../../src/contract/safety.ts';
import { Territory } from '../../../../src/contract/territory.ts';
import { createDraftChecker } from '../../../../src/core/safety/draft/check-draft.ts';
import type { AnsweredStory, DraftMatter } from '../../../../src/core/safety/draft/matter.ts';
import { createEventReader } from '../../../../src/core/safety/events.ts';

const config = join(import.meta.dirname, '../../../../config');
const yaml = (name: string): unknown => parse(readFileSync(join(config, name), 'utf8'));
const json = (name: string): unknown => JSON.parse(readFileSync(join(config, name), 'utf8'));

/** What is shipped: drafts are checked as an installation checks them. */
export function shippedRules() {
  const names = readdirSync(join(config, 'safety')).filter((name) => name.endsWith('.yaml'));
  const safety = names.map((name) => SafetyLexicon.parse(yaml(`safety/${name}`)));
  return {
    safety,
    offence: OffenceModel.parse(json('offence.json')),
    claims: ClaimBook.parse(yaml('claims.yaml')),
    frequencies: Frequencies.parse(json('frequencies.json')),
    readEvents: createEventReader(safety),
  };
}

export const HARBOUR = matterOf('harbour-and-pine');
export const SORBIER = matterOf('maison-sorbier');

function matterOf(brand: string): DraftMatter {
  return {
    brand: Brand.parse(yaml(`brands/${brand}.yaml`)),
    territory: Territory.parse(yaml(`territories/${brand}.yaml`)),
    days: [],
    story: null,
  };
}

const reason = (code: string, level: VerdictLevel, words: string[]): VerdictReason => ({
  ...{ code, level, words, data: {}, signals: [] },
});

export function aStory(level: VerdictLevel, change: Partial<AnsweredStory> = {}): AnsweredStory {
  const reasons = level === 'go' ? [] : [reason('event.accident', level, ['blesse', 'victime'])];
  return { title: 'A story', verdict: { level, reasons }, held: false, words: [], posts: [], ...change };
}

const memorial: DelicateDay = {
  care: 'block',
  certain: true,
  date: {
    ...{ moment: 'an-invented-day', name: { en: 'Memorial of the lighthouse', fr: 'Commémoration du phare' } },
    ...{ countries: [], tone: 'solemn', care: 'block', from: '2026-11-22', to: '2026-11-22' },
    ...{ uncertainDays: 0, leadDays: 0, major: false, own: false },
  },
};

/** Days and stories that drafts are written in. */
export const SETTINGS: Record<string, Partial<DraftMatter>> = {
  memorial: { days: [memorial] },
  crash: { story: aStory('block', { words: ['autocar', 'supporters', 'nord'] }) },
  storm: { story: aStory('block', { words: ['brenda', 'coast'] }) },
  review: { story: aStory('review') },
  blackout: {
    story: aStory('go', {
      title: 'The stadium goes dark',
      posts: [{ title: '', text: 'What a save by Dario Velanti in the dark!', author: 'Ana' }],
    }),
  },
};

/** Runs every step of a check. */
export function createChecker() {
  const check = createDraftChecker(shippedRules());
  return function checkAll(matter: DraftMatter, text: string, lang?: string): DraftCheck {
    const steps = check({ text, lang }, matter);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  };
}
