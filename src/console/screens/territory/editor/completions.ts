import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import type { TFunction } from 'i18next';
import type { Completion as SeenLately } from '../../../../contract/lookback.ts';

/** Values that a field takes, where they are few. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  kind: ['news', 'post'],
  has: ['image', 'video', 'link'],
  is: ['original', 'reply', 'repost'],
  lang: ['en', 'fr', 'de', 'es', 'it', 'nl', 'pt'],
  country: ['gb', 'fr', 'us', 'be', 'ch', 'ca', 'de', 'ie'],
  followers: ['>=1000', '>=10000'],
  likes: ['>=10', '>=100'],
  shares: ['>=10'],
  comments: ['>=10'],
  age: ['<2h', '<1d'],
};
const FIELDS = ['title', 'body', 'author', 'site', 'source', 'url', 'raw', 'list', ...Object.keys(VALUES)];
const OPERATORS = [
  ['AND', 'and'],
  ['OR', 'or'],
  ['NOT', 'not'],
  ['NEAR/5', 'near'],
  ['ONEAR/5', 'onear'],
  ['ATLEAST/2', 'atleast'],
] as const;
/** What stands before the caret: a sign and letters, or a field with the beginning of its value. */
const BEFORE = /(?:[#@]?[\p{L}\p{M}\p{Nd}_/-]+|[#@])$/u;
const FIELD_BEFORE = /([a-z]+):([^\s()":]*)$/;
/** One letter says nothing yet of a name. */
const FEWEST_LETTERS = 2;

interface Sources {
  /** Names of the territory's lists, as of now. */
  lists(): readonly string[];
  lately(begins: string, signal: AbortSignal): Promise<SeenLately>;
  /** Words as the person reads them now. */
  words(): TFunction;
}

/** Operators, fields and their values, lists, and the tags and names that were seen lately. */
export function createCompletions({ lists, lately, words }: Sources): CompletionSource {
  return async function complete(context: CompletionContext): Promise<CompletionResult | null> {
    const t = words();
    const line = context.state.sliceDoc(Math.max(0, context.pos - 80), context.pos);
    const field = FIELD_BEFORE.exec(line);
    if (field) return valuesOf(context.pos, field[1]!, field[2]!, lists(), t);
    const begun = BEFORE.exec(line)?.[0] ?? '';
    if (begun === '' && !context.explicit) return null;
    const from = context.pos - begun.length;
    const own = [...operators(t), ...fields(t)];
    if (begun.length < FEWEST_LETTERS || /\//.test(begun)) return { from, options: own };
    const seen = await seenLately(lately, begun, context);
    return context.aborted
      ? null
      : { from, options: [...own, ...seen.map(({ text, count }) => named(text, count, t))] };
  };
}

function valuesOf(
  at: number,
  field: string,
  begun: string,
  lists: readonly string[],
  t: TFunction,
): CompletionResult | null {
  const isList = field === 'list';
  const values = isList ? lists : VALUES[field];
  if (!values || values.length === 0) return null;
  const detail = t(isList ? 'territory.editor.list' : 'territory.editor.value');
  return { from: at - begun.length, options: values.map((label) => ({ label, detail })), validFor: /^[^\s()":]*$/ };
}

const operators = (t: TFunction): Completion[] =>
  OPERATORS.map(([label, key]) => ({
    label,
    detail: t(`territory.editor.op.${key}`),
    apply: key === 'atleast' ? `${label}(` : `${label} `,
    boost: 1,
  }));

const fields = (t: TFunction): Completion[] =>
  FIELDS.map((name) => ({ label: `${name}:`, detail: t('territory.editor.field') }));

/** Several words are a phrase. */
const named = (text: string, count: number, t: TFunction): Completion => ({
  label: text,
  detail: t('territory.editor.seen', { count }),
  ...(/\s/.test(text) && { apply: `"${text}"` }),
});

/** Without an answer the language itself is still completed. */
async function seenLately(
  lately: Sources['lately'],
  begun: string,
  context: CompletionContext,
): Promise<SeenLately['names']> {
  const abort = new AbortController();
  context.addEventListener('abort', () => abort.abort());
  try {
    const { tags, names } = await lately(begun, abort.signal);
    return [...tags, ...names];
  } catch {
    return [];
  }
}
