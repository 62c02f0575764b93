import type { ClaimBook } from '../../../contract/claims.ts';
import type { VerdictLevel } from '../../../contract/opportunity.ts';
import { STOP_WORDS } from '../../text/stop-words.ts';
import { tokenize } from '../../text/tokens.ts';
import { phraseTable } from '../../text/phrases.ts';
import { finding, stricter } from './finding.ts';
import { placesOfGrave } from './find-grave.ts';
import { ownPhrases } from './find-no-go.ts';
import type { DraftReader, Reading } from './matter.ts';
import { phrasesIn, placesOfWords, pricedWords, withReductions } from './phrases-in.ts';
import type { Place } from '../../territory/explain/places.ts';

/** Topics from this weight on are what the brand makes and sells. */
const OWN_WEIGHT = 0.9;
/** Words that set a grave story apart which count as its own. */
const STORY_WORDS = 8;
/** The first sentence of a voice says what the brand is. */
const VOICE_END = /[.!?\n]/;
const SHORTEST = 4;

interface Touch extends Place {
  readonly level: VerdictLevel;
  /** Nothing near confirms that it is grave: a storm that may be one in a teacup. */
  readonly unsure?: boolean;
}

/** Words of a tragedy beside words of trade: the promotion that used an uprising, a storm, a day of mourning. */
export function createTragedyFinder({ commercial }: Pick<ClaimBook, 'commercial'>): DraftReader {
  const trade = phraseTable(withReductions(commercial).map((phrase) => [phrase, true] as const));

  return function findTragedy(reading) {
    const touched = [...touchesOfDraft(reading), ...touchesOfStory(reading), ...touchesOfDays(reading)];
    if (touched.length === 0) return [];
    const own = phraseTable(productPhrases(reading).map((phrase) => [phrase, true] as const));
    const words = pricedWords(reading.draft);
    const isTouched = (place: Place): boolean =>
      touched.some((touch) => touch.from < place.to && place.from < touch.to);
    const traded = phrasesIn(trade, words).filter((place) => !isTouched(place));
    const made = phrasesIn(own, words).filter((place) => !isTouched(place));
    // What may be harmless is no scandal beside a product, but is beside a discount.
    const counted = traded.length > 0 ? touched : touched.filter(({ unsure }) => !unsure);
    const sold = [...traded, ...made].slice(0, 10);
    if (sold.length === 0 || counted.length === 0) return [];
    const level = counted.map((touch) => touch.level).reduce(stricter);
    return [finding(reading.draft, 'tragedy-product', level, [...counted.slice(0, 10), ...sold])];
  };
}

const touchesOfDraft = (reading: Reading): Touch[] =>
  reading.grave
    .filter(({ severity }) => severity === 3)
    .flatMap((grave) =>
      placesOfGrave(reading, grave).map((place) => ({
        ...place,
        level: grave.weight === 1 ? ('block' as const) : ('review' as const),
        unsure: grave.weight < 1,
      })),
    );

/** Grave words of the story's posts, and what the story is about where it is grave: a square, a storm's name. */
function touchesOfStory({ draft, story, territory }: Reading): Touch[] {
  if (!story) return [];
  const grave = story.verdict.reasons.filter(({ code, level }) => code.startsWith('event.') && level !== 'go');
  if (grave.length === 0) return [];
  const { level } = story.verdict;
  const known = new Set(ownPhrases(territory, 0).flatMap((phrase) => tokenize(phrase)));
  const apart = story.words.slice(0, STORY_WORDS).filter((word) => word.length >= SHORTEST && !known.has(word));
  const words = new Set([...grave.flatMap((reason) => reason.words), ...apart]);
  return [...words]
    .map((word) => tokenize(word))
    .filter((phrase) => phrase.length > 0)
    .flatMap((phrase) => placesOfWords(phrase, draft.words).map((place) => ({ ...place, level })));
}

function touchesOfDays({ draft, days }: Reading): Touch[] {
  return days.flatMap(({ date, care }) => {
    const words = new Set([...tokenize(date.name.en), ...tokenize(date.name.fr)]);
    const telling = [...words].filter((word) => word.length >= SHORTEST && !STOP_WORDS.has(word) && !GENERIC.has(word));
    return telling.flatMap((word) => placesOfWords([word], draft.words).map((place) => ({ ...place, level: care })));
  });
}

/** Words of names of days that say nothing of what is remembered. */
const GENERIC = new Set(
  'national nationale international internationale world mondiale journee jour jours week semaine sunday dimanche'.split(
    ' ',
  ),
);

function productPhrases({ brand, territory }: Reading): string[] {
  const voice = tokenize(brand.voice.split(VOICE_END)[0] ?? '');
  const made = voice.filter((word) => word.length >= SHORTEST && !STOP_WORDS.has(word));
  return [...ownPhrases(territory, OWN_WEIGHT), ...made, brand.name];
}
