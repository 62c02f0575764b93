import type { Clock, Context } from '../context.ts';
import type { Reason } from '../contract/common.ts';
import type { DraftFinding } from '../contract/draft-check.ts';
import type { Platform } from '../contract/platform.ts';
import type { CardDetail } from '../contract/card.ts';
import type { Suggestion, SuggestionRequest } from '../contract/suggestion.ts';
import { writeBrief, type Brief } from '../core/draft/brief.ts';
import { whereToAnswer } from '../core/draft/where-to-answer.ts';
import type { HabitStore, Proposal, SuggestionDesk, TurnStore, Writer, Written } from '../ports/writer.ts';

export interface DeskOptions extends Pick<Context, 'brands' | 'cards' | 'drafts'> {
  readonly clock: Clock;
  readonly turns: TurnStore;
  readonly habits: HabitStore;
  readonly template: Writer;
  /** Null where no endpoint is set. */
  readonly model: Writer | null;
}

/** A turn is not offered for another story again before so much time. */
const SPENT_MS = 7 * 24 * 60 * 60_000;
const HABIT_MS = 90 * 24 * 60 * 60_000;
/** Proposals of one request that the draft check reads. */
const MOST_CHECKED = 12;

/** Suggestions on request: the model first where there is one, else the template writer; every text read by the gate. */
export function createSuggestionDesk(options: DeskOptions): SuggestionDesk {
  const { clock, brands, cards, habits } = options;
  const busy = new Set<string>();

  return {
    async suggest(opportunity, request, person, signal) {
      if (busy.has(person)) return 'busy';
      busy.add(person);
      try {
        return await answer(options, opportunity, request, signal);
      } finally {
        busy.delete(person);
      }
    },

    async where(opportunity) {
      const brandId = await cards.brandOf(opportunity);
      const brand = brandId === null ? null : await brands.get(brandId);
      const card = brand && (await cards.get(brand.id, opportunity));
      if (!card) return null;
      const { platforms, phase, window } = card.opportunity;
      const minutesLeft = (Date.parse(window.p50) - clock()) / 60_000;
      const published = await habits.platforms(brand.id, clock() - HABIT_MS);
      return whereToAnswer({ platforms, phase, minutesLeft, own: brand.platforms, habits: published });
    },
  };
}

async function answer(options: DeskOptions, opportunity: string, request: SuggestionRequest, signal: AbortSignal) {
  const { brands, cards } = options;
  const brandId = await cards.brandOf(opportunity);
  const brand = brandId === null ? null : await brands.get(brandId);
  const card = brand && (await cards.get(brand.id, opportunity));
  if (!card) return 'not-found' as const;
  if (isShut(card)) return 'blocked' as const;
  const brief = writeBrief(card, brand, request, await turnsOf(options, brand.id, opportunity));
  if (brief.story.gate === 'grave') return { suggestions: [], notes: [{ code: 'grave', data: {} }] };
  const notes: Reason[] = [];
  const suggestions: Suggestion[] = [];
  for (const writer of options.model ? [options.model, options.template] : [options.template]) {
    const missing = request.count - suggestions.length;
    if (missing === 0) break;
    const written = await writer.suggest(brief, signal);
    signal.throwIfAborted();
    const offered = await offer(options, brief, written, missing);
    notes.push(...written.notes);
    const isModel = writer !== options.template;
    if (isModel && written.proposals.length > 0 && offered.length === 0) notes.push({ code: 'model-unfit', data: {} });
    suggestions.push(...offered);
  }
  // Between the check and now the gate may have closed.
  const now = await cards.get(brand.id, opportunity);
  if (!now || isShut(now)) return 'blocked' as const;
  if (suggestions.length === 0) notes.push({ code: 'nothing-fits', data: {} });
  else if (suggestions.length < request.count) notes.push({ code: 'fewer', data: { count: suggestions.length } });
  return { suggestions, notes };
}

const isShut = ({ opportunity, hold }: CardDetail): boolean => opportunity.verdict.level === 'block' || hold !== null;

async function turnsOf(
  { turns, clock }: DeskOptions,
  brand: string,
  opportunity: string,
): Promise<Pick<Brief, 'spent' | 'seen'>> {
  const offered = await turns.offered(brand, clock() - SPENT_MS);
  const here = offered.filter((one) => one.opportunity === opportunity);
  return {
    spent: new Set(offered.filter((one) => one.opportunity !== opportunity).map(({ turn }) => turn)),
    seen: new Set(here.map(({ turn }) => turn)),
  };
}

/** Those that the gate lets pass, and that are still free. */
async function offer(options: DeskOptions, brief: Brief, written: Written, count: number): Promise<Suggestion[]> {
  const { drafts, turns, clock } = options;
  const passed: { proposal: Proposal; findings: DraftFinding[] }[] = [];
  for (const proposal of written.proposals.slice(0, MOST_CHECKED)) {
    if (passed.length >= count) break;
    const { text, lang } = proposal;
    const check = await drafts.check(brief.brand.id, { text, lang, opportunity: brief.opportunity });
    if (check && wordsPass(check.findings)) passed.push({ proposal, findings: check.findings });
  }
  const at = clock();
  const taken = await turns.offer(
    { brand: brief.brand.id, opportunity: brief.opportunity, turns: passed.map(({ proposal }) => proposal.turn) },
    { count, since: at - SPENT_MS, at },
  );
  return passed
    .filter(({ proposal }) => taken.includes(proposal.turn))
    .map(({ proposal, findings }) => toSuggestion(proposal, findings, written.writer, brief.wanted.platform));
}

/** What the gate says of the story and of the day is shown with it; the words themselves must ask for no care. */
const OF_THE_STORY = new Set(['draft.story', 'draft.day']);
const wordsPass = (findings: readonly DraftFinding[]): boolean =>
  findings.every(({ code, level }) => level === 'go' || (level === 'review' && OF_THE_STORY.has(code)));

const toSuggestion = (
  proposal: Proposal,
  findings: DraftFinding[],
  writer: string,
  platform: Platform | null,
): Suggestion => ({
  ...proposal,
  basedOn: [...proposal.basedOn],
  ...(platform && { platform }),
  writer,
  findings,
});
