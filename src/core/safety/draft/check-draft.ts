import type { ClaimBook } from '../../../contract/claims.ts';
import type { DraftCheck, DraftFinding } from '../../../contract/draft-check.ts';
import type { Frequencies } from '../../../contract/frequencies.ts';
import type { OffenceModel } from '../../../contract/offence-model.ts';
import type { SafetyLexicon } from '../../../contract/safety.ts';
import type { Signal } from '../../../contract/signal.ts';
import { listedFrequency } from '../../territory/matcher/frequency.ts';
import type { EventReader } from '../events.ts';
import { createOffenceReader } from '../offence.ts';
import { createBadWords } from './bad-words.ts';
import { proseOf, readDraft, type DraftText } from './draft-text.ts';
import { createClaimFinder } from './find-claims.ts';
import { findGrave } from './find-grave.ts';
import { createHiddenWordFinder } from './find-hidden.ts';
import { findLinks } from './find-links.ts';
import { findEmoji, findShouting } from './find-manner.ts';
import { findNoGo } from './find-no-go.ts';
import { createOffenceFinder } from './find-offence.ts';
import { createPersonFinder } from './find-persons.ts';
import { findDay, findStory } from './find-standing.ts';
import { createTragedyFinder } from './find-tragedy.ts';
import { inOrder, stricter } from './finding.ts';
import type { DraftMatter, DraftReader, Reading } from './matter.ts';
import { createWordPrices } from './vocabulary.ts';

/** What the configuration knows of words. */
export interface DraftRules {
  readonly safety: readonly SafetyLexicon[];
  /** Null: insults are not looked for. */
  readonly offence: OffenceModel | null;
  readonly claims: ClaimBook;
  readonly frequencies: Frequencies;
  readonly readEvents: EventReader;
}

/**
 * Reads the words of a draft, one thing to look for a step, so that whoever shares the thread can have it between two.
 * Time grows with the length of the text.
 */
export type DraftChecker = (
  words: { readonly text: string; readonly lang?: string | undefined },
  matter: DraftMatter,
) => Generator<readonly DraftFinding[], DraftCheck>;

export function createDraftChecker({ safety, offence, claims, frequencies, readEvents }: DraftRules): DraftChecker {
  const bad = createBadWords(offence, safety);
  const readers: readonly DraftReader[] = [
    findStory,
    findDay,
    findNoGo,
    findGrave,
    createTragedyFinder(claims),
    ...(offence ? [createOffenceFinder(createOffenceReader(offence))] : []),
    createHiddenWordFinder(bad, createWordPrices(frequencies)),
    createClaimFinder(claims),
    createPersonFinder(listedFrequency(frequencies)),
    findLinks,
    findEmoji,
    findShouting,
  ];

  return function* checkDraft({ text, lang }, matter) {
    const draft = readDraft(text, lang);
    const isSure = lang !== undefined || matter.brand.languages.includes(draft.lang) || text.length >= ENOUGH_TO_TELL;
    const reading = { ...matter, draft, ...readGrave(draft, readEvents, isSure) };
    yield [];
    const findings: DraftFinding[] = [];
    for (const read of readers) {
      const found = read(reading);
      findings.push(...found);
      yield found;
    }
    return { level: findings.map(({ level }) => level).reduce(stricter, 'go'), findings: inOrder(findings) };
  };
}

/** The language of a shorter text is told wrongly now and then. UTF-16 units. */
const ENOUGH_TO_TELL = 80;

/** A draft in a language without a list of grave words is read with all lists; where the language is sure, that is said. */
function readGrave(
  draft: DraftText,
  readEvents: EventReader,
  isSure: boolean,
): Pick<Reading, 'grave' | 'grief' | 'readable'> {
  const known = readEvents(asSignal(draft, draft.lang));
  const { grave, grief } = known.readable ? known : readEvents(asSignal(draft, 'und'));
  return { grave, grief, readable: known.readable || !isSure };
}

const NEVER = '1970-01-01T00:00:00.000Z';

const asSignal = (draft: DraftText, lang: string): Signal => ({
  ...{ id: 'draft', source: 'draft', kind: 'post', externalId: 'draft', at: NEVER, receivedAt: NEVER },
  ...{ lang, title: '', text: proseOf(draft), tags: [...draft.tags], media: [], metrics: {}, fingerprint: '' },
});
