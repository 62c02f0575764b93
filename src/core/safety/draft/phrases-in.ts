import { findPhrases, type PhraseTable } from '../../text/phrases.ts';
import type { Place } from '../../territory/explain/places.ts';
import type { DraftText, DraftWord } from './draft-text.ts';

const NUMBER = /^\p{Nd}+$/u;
const PERCENT = /^\s{0,2}(?:%|％)/;
const CURRENCY = /^\s{0,2}(?:[€$£]|CHF|EUR|USD|GBP|CAD)/;
const CURRENCY_BEFORE = /(?:[€$£]|CHF|EUR|USD|GBP|CAD)\s{0,2}$/;
const DECIMALS = /^[.,]$/;
const MINUS = /(?:^|[\s\u00a0(])[-−–]\s?$/;

/** Phrases with `xpercent` also with a percentage that is taken off. */
export const withReductions = (phrases: readonly string[]): string[] =>
  phrases.flatMap((phrase) => (phrase.includes('xpercent') ? [phrase, phrase.replace('xpercent', 'xless')] : [phrase]));

/** The draft's words with `xpercent` for a number in percent, `xless` for one with a minus, `xprice` for one of money. */
export function pricedWords(draft: DraftText): DraftWord[] {
  const { words, bare } = draft;
  const read: DraftWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const first = words[at]!;
    if (!NUMBER.test(first.word)) {
      read.push(first);
      continue;
    }
    // 19,99 is two words and one number.
    while (words[at + 1] && NUMBER.test(words[at + 1]!.word) && DECIMALS.test(words[at + 1]!.before)) at++;
    const last = words[at]!;
    const behind = bare.slice(last.bareTo, last.bareTo + 5);
    const word = kindOf(bare.slice(Math.max(0, first.bareFrom - 5), first.bareFrom), behind) ?? first.word;
    const to = PERCENT.test(behind) ? last.bareTo + behind.search(/[%％]/) + 1 : last.bareTo;
    read.push({ ...first, word, bareTo: to, to: draft.placeOf(first.bareFrom, to).to });
  }
  return read;
}

function kindOf(before: string, behind: string): string | null {
  if (PERCENT.test(behind)) return MINUS.test(before) ? 'xless' : 'xpercent';
  return CURRENCY.test(behind) || CURRENCY_BEFORE.test(before) ? 'xprice' : null;
}

/** An occurrence of a phrase, as places in the draft and in its list of words. */
export interface PhraseInDraft<Value> extends Place {
  readonly value: Value;
  readonly first: number;
  readonly last: number;
}

export function phrasesIn<Value>(table: PhraseTable<Value>, words: readonly DraftWord[]): PhraseInDraft<Value>[] {
  const tokens = words.map(({ word }) => word);
  return findPhrases(table, tokens).map(({ value, from, to }) => ({
    value,
    first: from,
    last: to,
    from: words[from]!.from,
    to: words[to]!.to,
  }));
}

/** Where the words stand one behind the other. */
export function placesOfWords(phrase: readonly string[], words: readonly DraftWord[]): Place[] {
  const [head] = phrase;
  return words.flatMap((word, at) => {
    if (word.word !== head || !phrase.every((part, i) => words[at + i]?.word === part)) return [];
    return [{ from: word.from, to: words[at + phrase.length - 1]!.to }];
  });
}
