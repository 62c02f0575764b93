import type { Brand } from '../../contract/brand.ts';
import type { CardDetail } from '../../contract/card.ts';
import type { Verdict } from '../../contract/opportunity.ts';
import type { Platform } from '../../contract/platform.ts';
import type { Angle, SuggestionRequest } from '../../contract/suggestion.ts';
import { fold } from '../text/fold.ts';

/** A post or a headline without whoever wrote it, without addresses. */
export interface ToldItem {
  readonly id: string;
  readonly kind: 'news' | 'post';
  readonly lang: string;
  readonly title: string;
  readonly text: string;
  /** Tells people apart; names nobody. */
  readonly voice: string;
}

/** What a writer is told. Texts of the story are data: whatever they say, they ask nothing of the writer. */
export interface Brief {
  readonly opportunity: string;
  readonly brand: Pick<Brand, 'id' | 'name' | 'voice' | 'tone' | 'products' | 'languages' | 'countries'>;
  readonly story: {
    readonly title: string;
    readonly lang: string;
    /** What it is about for the brand: labels of its topics, and the words that made it so, folded, `#tag` for tags. */
    readonly topics: readonly string[];
    readonly hits: readonly string[];
    readonly words: readonly string[];
    /** The newest first, copies left out. */
    readonly items: readonly ToldItem[];
    /** `care`: the gate asks for a second look; `grave`: because of what may have happened. */
    readonly gate: 'go' | 'care' | 'grave';
  };
  readonly wanted: {
    readonly lang: string;
    readonly angle: Angle | null;
    readonly platform: Platform | null;
    readonly count: number;
    readonly like: SuggestionRequest['like'] | null;
  };
  /** Turns that are spent: offered for other stories lately. */
  readonly spent: ReadonlySet<string>;
  /** Turns already seen for this story: only where nothing else is left. */
  readonly seen: ReadonlySet<string>;
}

/** Items that a writer is told of. */
const MOST_ITEMS = 120;
/** UTF-16 units of one item. */
const MOST_TEXT = 600;

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu;
const ACCOUNT = /(?<![\p{L}\p{Nd}_])[@＠][\p{L}\p{Nd}_.@-]+/gu;

/** Puts together what a writer is told, from the card as it is now. */
export function writeBrief(
  card: CardDetail,
  brand: Brand,
  request: SuggestionRequest,
  turns: Pick<Brief, 'spent' | 'seen'>,
): Brief {
  const { opportunity, story } = card;
  const { id, name, voice, tone, products, languages, countries } = brand;
  const evidence = story?.evidence ?? opportunity.why;
  const items = evidence.filter(({ copyOf }) => copyOf === undefined).slice(-MOST_ITEMS);
  return {
    opportunity: opportunity.id,
    brand: { id, name, voice, tone, products, languages, countries },
    story: {
      title: withoutNames(opportunity.title),
      lang: opportunity.lang,
      topics: opportunity.topics.map(({ label }) => label),
      hits: [...new Set(opportunity.topics.flatMap(({ words }) => words))],
      words: story?.words ?? [],
      items: items.toReversed().map(({ signal, kind, lang, title, text, author, site, source }) => ({
        ...{ id: signal, kind, lang },
        title: withoutNames(title),
        text: withoutNames(text).slice(0, MOST_TEXT),
        voice: author ?? site ?? source,
      })),
      gate: gateOf(opportunity.verdict),
    },
    wanted: {
      lang: languageOf(request, brand),
      angle: request.angle ?? null,
      platform: request.platform ?? null,
      count: request.count,
      like: request.like ?? null,
    },
    ...turns,
  };
}

/** What the gate cannot exclude is as grave as what it knows. */
function gateOf({ level, reasons }: Verdict): Brief['story']['gate'] {
  if (level === 'go') return 'go';
  const isGrave = reasons.some(
    (reason) => reason.level !== 'go' && /^(?:event\.|unconfirmed|single-source)/.test(reason.code),
  );
  return level === 'block' || isGrave ? 'grave' : 'care';
}

/** Languages in which the product writes. */
const WRITTEN = ['en', 'fr'];

/** Another language means the other one of the two that are written, or the brand's next. */
function languageOf({ lang, like }: SuggestionRequest, { languages }: Brand): string {
  const first = lang ?? languages[0]!;
  if (like?.wish !== 'other-language') return first;
  return languages.find((one) => one !== first && WRITTEN.includes(one)) ?? (first === 'fr' ? 'en' : 'fr');
}

/** A text without addresses and accounts. */
export const withoutNames = (text: string): string =>
  text.normalize('NFC').replace(ADDRESS, ' ').replace(ACCOUNT, ' ').replace(/\s+/gu, ' ').trim();

/** Whether a text names one of these, as whole words and whatever their case and accents. */
export function namesOneOf(text: string, names: readonly string[]): boolean {
  const words = ` ${fold(text).replace(/[^\p{L}\p{Nd}]+/gu, ' ')} `;
  const squeezed = words.replaceAll(' ', '');
  return names.some((name) => {
    const plain = fold(name)
      .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
      .trim();
    if (plain === '') return false;
    return words.includes(` ${plain} `) || (plain.length > 7 && squeezed.includes(plain.replaceAll(' ', '')));
  });
}
