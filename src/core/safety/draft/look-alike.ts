/** Greek and Cyrillic letters that are taken for Latin ones, as they look in lower case. */
const LOOK_ALIKES: Record<string, string> = {
  ...{ а: 'a', в: 'b', е: 'e', ё: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i' },
  ...{ ј: 'j', ѕ: 's', ԁ: 'd', ԛ: 'q', ԝ: 'w', һ: 'h', ӏ: 'l', г: 'r', п: 'n', и: 'u' },
  ...{ α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', γ: 'y' },
};

const LATIN = /[a-z]/;

/** A folded word that mixes Latin with letters that only look so, read as all Latin; null where it does not. */
export function disguisedAs(word: string): string | null {
  let read = '';
  let latin = false;
  let other = false;
  for (const char of word) {
    const plain = LOOK_ALIKES[char];
    if (plain === undefined) latin ||= LATIN.test(char);
    else other = true;
    read += plain ?? char;
  }
  return latin && other ? read : null;
}

/** Digits and signs that stand for letters within words. */
const LEET: Record<string, string> = {
  ...{ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b', 9: 'g' },
  ...{ $: 's', '@': 'a', '!': 'i', '€': 'e', '+': 't', '(': 'c', '|': 'l' },
};

/** A folded piece of text with its digits and signs read as letters; null where there is none, or no letter at all. */
export function unleet(piece: string): string | null {
  let read = '';
  let letters = 0;
  let others = 0;
  for (const char of piece) {
    const plain = LEET[char];
    if (plain !== undefined) others++;
    else if (LATIN.test(char)) letters++;
    else return null;
    read += plain ?? char;
  }
  return letters >= 2 && others > 0 ? read : null;
}
