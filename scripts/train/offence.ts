import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { OFFENCE_CLASSES, OffenceModel, type OffenceClass } from '../../src/contract/offence-model.ts';
import { offenceFeatures } from '../../src/core/safety/offence-features.ts';
import { chargedHash, createSigns, outlineOf, PLAIN_SIGN, type SignOf } from '../../src/core/safety/offence-lexicon.ts';
import { offenceTokens } from '../../src/core/safety/offence-tokens.ts';
import { OFFENCE_LANGUAGES, type OffenceLanguage } from '../../src/core/safety/offence-words.ts';
import { createOffenceReader, seedOf } from '../../src/core/safety/offence.ts';
import { fold } from '../../src/core/text/fold.ts';
import { readLabelled, readPlain, wordsOf, type Labelled, type Plain } from './offence-data.ts';
import { fitSlots, quantise, seededChance, type Lesson } from './offence-fit.ts';
import { fillLessons, readLessons, type Lessons } from './offence-lessons.ts';

const DATA = '../shared/data';
const OUT = 'config/offence.json';
const COMMAND = 'npm run train -- offence';
const SEED = 6;

/** How much a text counts. The recordings are full of offence, everyday posts are not. */
const WEIGHT = {
  en: { offends: 0.5, fine: 1.5 },
  fr: { offends: 0.7, fine: 1.4 },
  /** An offensive post without its slurs, insults and curses: how people write there offends nobody by itself. */
  rest: 0.3,
  /** A label that what stands there speaks against. */
  doubtful: 0.05,
  plain: { en: 0.25, fr: 1 },
  /** One in a dialect that collections call offensive more often than its speakers do. */
  dialect: 1,
  /** An edited one that speaks of people by what they are, or has words that offend elsewhere. */
  telling: 1,
  lesson: 0.5,
};
/**
 * Chance among the lessons from which it is said. Most lessons are everyday texts, so that what goes against them is
 * unlikely there: a quarter finds a fifth more of what has no telling word, for one false news item in 800 more.
 */
const SAID_FROM = { offence: 0.25, hate: 0.25 };
const FILLINGS = 40;
/** Times each harmless sense is told. */
const SENSES = 12;
/** Words of the labelled posts that fill places, at most, by how often they stand there. */
const MOST_WORDS = 30;
/** Share of lessons told within other words. */
const EMBEDDED = 0.4;

type SignsByLanguage = Record<OffenceLanguage, SignOf>;

/** Learns to tell offence from the labelled posts, but for a fifth of them, and from lessons on company. */
export async function trainOffence(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: DATA },
      out: { type: 'string', default: OUT },
      words: { type: 'string' },
    },
  });
  const words = values.words
    ? await readWords(values.words)
    : OffenceModel.parse(JSON.parse(await readFile(OUT, 'utf8'))).words;
  const signs = { en: createSigns('en', words.en), fr: createSigns('fr', words.fr) };
  const labelled = await readLabelled(values.data);
  const taught = labelled.filter((post) => post.taught);
  const kept = new Set(labelled.filter((post) => !post.taught).map(({ text }) => wordsOf(text).join(' ')));
  const plain = (await readPlain(values.data)).filter(({ text }) => !kept.has(wordsOf(text).join(' ')));
  const told = { en: await readLessons('en'), fr: await readLessons('fr') };
  const lessons = lessonsFrom(taught, plain, signs, told);
  const model: OffenceModel = {
    command: COMMAND,
    posts: taught.length,
    words,
    offence: fitted(lessons.offence, SAID_FROM.offence),
    hate: fitted(lessons.hate, SAID_FROM.hate),
  };
  await writeFile(values.out, `${JSON.stringify(model, null, 2)}\n`);
  process.stdout.write(`${values.out}: ${taught.length} labelled posts, ${lessons.offence.length} texts\n`);
  for (const line of judge(model, labelled)) process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** @param saidFrom chance among the lessons that is to be ½ in the product */
function fitted(lessons: readonly Lesson[], saidFrom: number): OffenceModel['offence'] {
  const { bias, weights } = fitSlots(lessons, seededChance(SEED));
  const { step, slots } = quantise(weights);
  return {
    bias: round(bias - Math.log(saidFrom / (1 - saidFrom)), 1e4),
    step: round(step, 1e6),
    slots: new Uint8Array(slots.buffer as ArrayBuffer).toBase64(),
  };
}

function lessonsFrom(
  taught: readonly Labelled[],
  plain: readonly Plain[],
  signs: SignsByLanguage,
  told: Record<OffenceLanguage, Lessons>,
): { offence: Lesson[]; hate: Lesson[] } {
  const offence: Lesson[] = [];
  const hate: Lesson[] = [];
  const note = (
    language: OffenceLanguage,
    text: string,
    [offends, hates]: readonly [number, number],
    weight: number,
  ) => {
    const features = offenceFeatures(offenceTokens(text).slice(0, 64), signs[language], seedOf(language));
    offence.push({ features, truth: offends, weight });
    hate.push({ features, truth: hates, weight });
  };
  for (const { language, text, offends, hates } of taught) {
    const charged = isCharged(text, signs[language]);
    const doubtful = offends && !charged && language === 'fr';
    const weight = WEIGHT[language][offends ? 'offends' : 'fine'];
    note(language, text, [Number(offends), Number(hates)], doubtful ? WEIGHT.doubtful : weight);
    if (offends && charged) note(language, withoutCharged(text, signs[language]), [0, 0], WEIGHT.rest);
  }
  const harmless = plain.filter(({ language, text, edited }) => edited || !isCharged(text, signs[language]));
  for (const { language, text, edited } of harmless) {
    const telling = edited && isCharged(text, signs[language], TELLING);
    const weight = telling ? WEIGHT.telling : !edited && isDialect(text) ? WEIGHT.dialect : WEIGHT.plain[language];
    note(language, text, [0, 0], weight);
  }
  const chance = seededChance(SEED);
  for (const language of OFFENCE_LANGUAGES) {
    const { fine, offends, hates, words, senses } = told[language];
    const filled = withWordsOf(words, taught, language, signs[language]);
    const around = harmless.filter((text) => text.language === language).map(({ text }) => wordsOf(text));
    const tell = (templates: readonly string[], truth: readonly [number, number]): void => {
      for (const text of fillLessons(templates, filled, FILLINGS, chance)) {
        note(language, embedded(text, around, chance), truth, WEIGHT.lesson);
      }
    };
    for (let i = 0; i < SENSES; i++) {
      for (const text of senses) note(language, embedded(text, around, chance), [0, 0], WEIGHT.lesson);
    }
    tell(fine, [0, 0]);
    tell(offends, [1, 0]);
    tell(hates, [1, 1]);
  }
  return { offence, hate };
}

/** Signs of slurs, insults and curses. */
const CHARGED = 'siv';
/** The same, and those of people by what they are. */
const TELLING = 'sivpG';

const DIALECT = new Set(
  'finna ima imma gon tryna aint yall dat dis wit bruh lil homie homies fam dawg wassup ion deadass lowkey cuz bae shawty'.split(
    ' ',
  ),
);
const isDialect = (text: string): boolean => wordsOf(text).some((word) => DIALECT.has(word));

const isCharged = (text: string, signOf: SignOf, signs = CHARGED): boolean =>
  offenceTokens(text).some((token) => signs.includes(signOf(token)));

function embedded(text: string, around: readonly (readonly string[])[], chance: () => number): string {
  if (chance() > EMBEDDED) return text;
  const other = around[Math.floor(chance() * around.length)]!.slice(0, 3 + Math.floor(chance() * 7)).join(' ');
  return chance() < 0.5 ? `${text}. ${other}` : `${other}. ${text}`;
}

const withoutCharged = (text: string, signOf: SignOf): string =>
  offenceTokens(text)
    .filter((token) => !CHARGED.includes(signOf(token)))
    .join(' ');

/** Mild words and those of the labelled posts, so that lessons hold for words as people write them. */
function withWordsOf(
  mild: Readonly<Record<string, readonly string[]>>,
  taught: readonly Labelled[],
  language: OffenceLanguage,
  signOf: SignOf,
): Record<string, readonly string[]> {
  const counts = new Map<string, number>();
  for (const post of taught) {
    if (post.language !== language) continue;
    for (const word of new Set(offenceTokens(post.text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = (sign: string): string[] =>
    [...counts]
      .filter(([word, n]) => n > 2 && word.length > 2 && signOf(word) === sign && sign !== PLAIN_SIGN)
      .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .slice(0, MOST_WORDS)
      .map(([word]) => word);
  return { ...mild, ins: [...mild.ins!, ...most('i')], slur: [...mild.slur!, ...most('s')] };
}

async function readWords(file: string): Promise<OffenceModel['words']> {
  const hashes: Record<OffenceLanguage, Record<OffenceClass, Set<number>>> = { en: classes(), fr: classes() };
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue;
    const [language, name, ...words] = line.trim().split(/ +/) as [OffenceLanguage, OffenceClass, ...string[]];
    for (const word of words.map(fold)) {
      hashes[language][name].add(chargedHash(word));
      const outline = name === 'slur' || name === 'insult' || name === 'vulgar' ? outlineOf(word) : null;
      if (outline) hashes[language][name].add(chargedHash(`*${outline}`));
    }
  }
  const packed = (language: OffenceLanguage) =>
    Object.fromEntries(OFFENCE_CLASSES.map((name) => [name, packHashes(hashes[language][name])]));
  return { en: packed('en'), fr: packed('fr') } as OffenceModel['words'];
}

const classes = (): Record<OffenceClass, Set<number>> =>
  Object.fromEntries(OFFENCE_CLASSES.map((name) => [name, new Set<number>()])) as Record<OffenceClass, Set<number>>;

const packHashes = (hashes: ReadonlySet<number>): string =>
  new Uint8Array(Uint32Array.from([...hashes].sort((a, b) => a - b)).buffer).toBase64();

/** Precision, recall and F1 on the posts that were kept back. */
function judge(model: OffenceModel, labelled: readonly Labelled[]): object[] {
  const read = createOffenceReader(model);
  return OFFENCE_LANGUAGES.map((language) => {
    const posts = labelled.filter((post) => !post.taught && post.language === language);
    const scored = posts.map((post) => ({ ...post, score: read(post.text, language) }));
    const hit = scored.filter(({ offends, score }) => offends && score.offence >= 0.5).length;
    const said = scored.filter(({ score }) => score.offence >= 0.5).length;
    const there = scored.filter(({ offends }) => offends).length;
    const [precision, recall] = [hit / said, hit / there];
    const f1 = (2 * precision * recall) / (precision + recall);
    return { language, posts: posts.length, precision: round(precision), recall: round(recall), f1: round(f1) };
  });
}

const round = (value: number, by = 1e3): number => Math.round(by * value) / by;
