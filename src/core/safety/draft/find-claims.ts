import type { Claim, ClaimBook, ClaimKind, ClaimRule } from '../../../contract/claims.ts';
import type { VerdictLevel } from '../../../contract/opportunity.ts';
import { phraseTable, type PhraseTable } from '../../text/phrases.ts';
import { finding, stricter } from './finding.ts';
import type { DraftReader } from './matter.ts';
import type { DraftWord } from './draft-text.ts';
import { phrasesIn, pricedWords, withReductions, type PhraseInDraft } from './phrases-in.ts';

/** Laws told of one kind of claim. */
const MOST_LAWS = 4;
/** Words behind a comparison among which a name is looked for. */
const NAME_WITHIN = 3;
const CAPITAL = /^\p{Lu}[\p{L}\p{M}]*\p{Ll}|^\p{Lu}{2,}/u;

interface Compiled {
  readonly claim: Claim;
  readonly innocent: PhraseTable<true>;
  readonly with: PhraseTable<true>;
  readonly unless: PhraseTable<true>;
}

/** Claims that the law of the brand's countries has a word to say about; of all countries where the brand names none. */
export function createClaimFinder({ claims }: Pick<ClaimBook, 'claims'>): DraftReader {
  const marks = (phrases: readonly string[]) =>
    phraseTable(withReductions(phrases).map((phrase) => [phrase, true] as const));
  const table = phraseTable(
    claims.flatMap((claim) => {
      const { innocent, unless } = claim;
      const compiled: Compiled = { claim, innocent: marks(innocent), with: marks(claim.with), unless: marks(unless) };
      return withReductions(claim.words).map((word) => [word, compiled] as const);
    }),
  );

  return function findClaims({ draft, brand }) {
    const words = pricedWords(draft);
    const says = (phrases: PhraseTable<true>): boolean => phrasesIn(phrases, words).length > 0;
    const settled = new Map<Compiled, boolean>();
    const isSettled = (one: Compiled): boolean => {
      let answer = settled.get(one);
      if (answer === undefined) {
        answer = says(one.unless) || (one.claim.with.length > 0 && !says(one.with));
        settled.set(one, answer);
      }
      return answer;
    };
    const made = phrasesIn(table, words).filter(
      (found) =>
        !isSettled(found.value) && !isInnocent(found, words) && (!found.value.claim.named || names(found, words)),
    );
    const ruled = made.flatMap((found) => {
      const rules = found.value.claim.rules.filter((rule) => rulesIn(rule, brand.countries));
      return rules.length > 0 ? [{ found, rules }] : [];
    });
    const byKind = Map.groupBy(ruled, ({ found }) => found.value.claim.kind);
    return [...byKind].map(([kind, same]) => {
      const rules = [...new Set(same.flatMap((one) => one.rules))];
      return finding(
        draft,
        `claim.${kind satisfies ClaimKind}`,
        strictest(rules),
        same.map(({ found }) => found),
        {
          laws: lawsOf(rules, brand.countries),
        },
      );
    });
  };
}

const rulesIn = ({ countries }: ClaimRule, brand: readonly string[]): boolean =>
  brand.length === 0 || countries.some((country) => brand.includes(country));

const strictest = (rules: readonly ClaimRule[]): VerdictLevel => rules.map(({ level }) => level).reduce(stricter, 'go');

/** `FR, BE: Règlement (UE) 1169/2011, art. 7`, the strictest first. */
function lawsOf(rules: readonly ClaimRule[], brand: readonly string[]): string {
  const laws = rules.map(({ countries, law }) => {
    const where = countries.filter((country) => brand.length === 0 || brand.includes(country));
    return `${where.join(', ')}: ${law}`;
  });
  return [...new Set(laws)].slice(0, MOST_LAWS).join(' · ');
}

/** Whether a longer phrase that says something else lies over the words. */
function isInnocent({ value, first, last }: PhraseInDraft<Compiled>, words: readonly DraftWord[]): boolean {
  const start = Math.max(0, first - 6);
  return phrasesIn(value.innocent, words.slice(start, last + 7)).some(
    (other) => start + other.first <= last && start + other.last >= first,
  );
}

const names = ({ last }: PhraseInDraft<Compiled>, words: readonly DraftWord[]): boolean =>
  words.slice(last + 1, last + 1 + NAME_WITHIN).some(({ seen }) => CAPITAL.test(seen));
