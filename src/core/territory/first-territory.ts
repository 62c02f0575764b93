import type { FirstAnswers, FirstTerritory, Starters, WordsByLanguage } from '../../contract/first-territory.ts';
import { Territory } from '../../contract/territory.ts';
import { fold } from '../text/fold.ts';
import { tokenize } from '../text/tokens.ts';
import { OPERATOR_WORDS } from './lint/warnings.ts';
import { clausesFor, isTooCommon, type Clauses } from './first-words.ts';
import type { Frequency } from './matcher/frequency.ts';
import { withNoise } from './noise.ts';

interface Made {
  readonly query: string;
  readonly notes: readonly { readonly code: string; readonly data: Record<string, string> }[];
}
type Spoken = FirstAnswers['languages'][number];

const WORDS = {
  en: { rivals: 'Competitors', never: 'Never touch' },
  fr: { rivals: 'Concurrents', never: 'Ne jamais toucher' },
} as const;
/** The subject that is most the brand's own, and by how much less each next one is. */
const FIRST_WEIGHT = 0.9;
const LESS = 0.1;
const LEAST_WEIGHT = 0.5;

/**
 * A territory from a few answers: a topic a subject, one for the brand's name and one for its competitors, no-go topics
 * from templates. Words that are met everywhere count only beside a word of the trade, `list:field`.
 */
export function firstTerritory(
  brand: string,
  answers: FirstAnswers,
  starters: Starters,
  frequency: Frequency,
): FirstTerritory {
  const { languages } = answers;
  const lang = languages[0]!;
  const field = fieldOf(answers, starters, frequency);
  const own = [answers.name, ...answers.otherNames];
  const lists: Record<string, string[]> = { 'own-names': namesOf(own, frequency) };
  if (field.length > 0) lists['field'] = field;
  const ids = createIds();
  const notes: FirstTerritory['notes'] = [];
  const keep = (id: string, made: Made) => {
    for (const note of made.notes) notes.push({ topic: id, ...note });
    return made.query;
  };
  const topics: object[] = [];
  const ownId = ids(answers.name);
  topics.push({
    ...{ id: ownId, label: answers.name, weight: 1 },
    query: keep(ownId, nameRule('own-names', own, field, frequency)),
  });
  answers.subjects.forEach(({ label, words }, i) => {
    const made = subjectRule(words, languages, field, frequency);
    if (made === null) return;
    const id = ids(label);
    const weight = Math.max(LEAST_WEIGHT, Math.round((FIRST_WEIGHT - LESS * i) * 10) / 10);
    topics.push({ id, label, weight, query: keep(id, made) });
  });
  if (answers.competitors.length > 0) {
    const id = ids(WORDS[lang].rivals);
    const query = keep(id, nameRule('competitors', answers.competitors, field, frequency));
    if (query.startsWith('list:competitors')) lists['competitors'] = namesOf(answers.competitors, frequency);
    topics.push({ id, label: WORDS[lang].rivals, weight: 0.3, sensitivity: 'low', query });
  }
  const noGo = [
    ...noGoFromTemplates(answers, starters, ids),
    ...ownNoGo(answers.neverWords, languages, WORDS[lang].never, ids),
  ];
  const territory = Territory.parse({ brand, topics, noGo, lists });
  return { territory: withPacks(territory, answers, starters, topics.length), notes };
}

/** Names of brands mean the brand whatever else is said: only what subjects find is cleared of noise. */
function withPacks(territory: Territory, { noise, competitors }: FirstAnswers, starters: Starters, topics: number) {
  const last = competitors.length > 0 ? topics - 1 : topics;
  const subjects = territory.topics.slice(1, last).map(({ id }) => id);
  const packs = starters.noise.filter(({ id }) => noise.includes(id));
  return packs.reduce((sum, pack) => withNoise(sum, pack, subjects), territory);
}

/** Words that say that the talk is of the trade; common ones would not. */
function fieldOf({ sector, subjects, languages }: FirstAnswers, starters: Starters, frequency: Frequency): string[] {
  const known = starters.sectors.find(({ id }) => id === sector);
  const sources = known ? [known.field] : subjects.map(({ words }) => words);
  const forms = languages.flatMap((lang) =>
    sources.flatMap((words) => clausesFor(words[lang], lang, known ? () => 0 : frequency).narrow),
  );
  // Entries of a list are phrases without quotes.
  return [...new Set(forms.flatMap((form) => (form.startsWith('raw:') ? [] : [form.replaceAll('"', '')])))];
}

/** Names as people write them, and as tags; one that is also a plain word only with its own capitals. */
function namesOf(names: readonly string[], frequency: Frequency): string[] {
  const entries = names.flatMap((name) => {
    const words = name.match(/[\p{L}\p{Nd}\p{M}]+/gu) ?? [];
    if (words.length > 1) return [words.map(plainly).join(' '), `#${tokenize(name).join('')}`];
    const isOdd = words[0] !== name || OPERATOR_WORDS.has(fold(name));
    return isOdd || isTooCommon(name, frequency) ? [letterByLetter(name)] : [name];
  });
  return [...new Set(entries)];
}

const letterByLetter = (name: string): string => `raw:"${name.replaceAll('"', '')}"`;
/** `AND` inside a name is no operator. */
const plainly = (word: string): string => (OPERATOR_WORDS.has(fold(word)) ? word.toLowerCase() : word);

/** A name that is a plain word counts beside a word of the trade only. */
function nameRule(list: string, names: readonly string[], field: readonly string[], frequency: Frequency): Made {
  const common = names.filter((name) => isTooCommon(name, frequency));
  if (common.length === 0 || field.length === 0) return { query: `list:${list}`, notes: [] };
  const either = common.map(letterByLetter).join(' OR ');
  const beside = common.length === 1 ? `${either} AND list:field` : `(${either}) AND list:field`;
  const rest = namesOf(
    names.filter((name) => !common.includes(name)),
    frequency,
  ).map((entry) => (entry.includes(' ') ? `"${entry}"` : entry));
  const note = { code: 'common-name', data: { name: common.join(', ') } };
  return { query: rest.length === 0 ? beside : `${rest.join(' OR ')}\nOR (${beside})`, notes: [note] };
}

/** Null where no word is left of the subject. */
function subjectRule(
  words: WordsByLanguage,
  languages: readonly Spoken[],
  field: readonly string[],
  frequency: Frequency,
): Made | null {
  const each = languages.map((lang) => clausesFor(words[lang], lang, frequency));
  const all = each.reduce<Clauses>(
    (sum, { narrow, broad }) => ({
      narrow: [...new Set([...sum.narrow, ...narrow])],
      broad: [...new Set([...sum.broad, ...broad])],
    }),
    { narrow: [], broad: [] },
  );
  const { narrow, broad } = all;
  if (broad.length === 0) return narrow.length === 0 ? null : { query: narrow.join(' OR '), notes: [] };
  const data = { words: broad.join(', ') };
  const others = field.filter((entry) => !broad.some((clause) => fold(clause) === fold(entry)));
  if (others.length === 0) {
    return { query: [...narrow, ...broad].join(' OR '), notes: [{ code: 'too-common', data }] };
  }
  const either = broad.length === 1 ? broad[0]! : `(${broad.join(' OR ')})`;
  const beside = `${either} AND list:field`;
  const query = narrow.length === 0 ? beside : `${narrow.join(' OR ')}\nOR (${beside})`;
  return { query, notes: [{ code: 'beside-field', data }] };
}

function noGoFromTemplates({ never, languages }: FirstAnswers, starters: Starters, ids: (label: string) => string) {
  const chosen = starters.never.filter(({ id }) => never.includes(id));
  return chosen.map(({ label, action, query }) => {
    const name = label[languages[0]!];
    return { id: ids(name), label: name, action, query: languages.map((lang) => query[lang].trim()).join('\nOR ') };
  });
}

/** What must not be touched may be wide: no word of it needs another beside it. */
function ownNoGo(
  words: WordsByLanguage,
  languages: readonly Spoken[],
  label: string,
  ids: (label: string) => string,
): object[] {
  const clauses = languages.flatMap((lang) => clausesFor(words[lang], lang, () => 0).narrow);
  if (clauses.length === 0) return [];
  return [{ id: ids(label), label, action: 'block', query: [...new Set(clauses)].join(' OR ') }];
}

/** Ids of labels, each once. */
function createIds(): (label: string) => string {
  const taken = new Set<string>();
  return (label) => {
    const base =
      tokenize(label)
        .join('-')
        .replace(/[^a-z0-9-]/g, '')
        .slice(0, 40)
        .replace(/^-+|-+$/g, '') || 'topic';
    for (let n = 1; ; n++) {
      const id = n === 1 ? base : `${base}-${n}`;
      if (!taken.has(id) && Boolean(taken.add(id))) return id;
    }
  };
}
