import { randomBytes } from 'node:crypto';
import { fetch } from 'undici';
import { z } from 'zod';
import type { Brand } from '../contract/brand.ts';
import type { Clock } from '../context.ts';
import type { Frequencies } from '../contract/frequencies.ts';
import { Angle } from '../contract/suggestion.ts';
import type { Brief } from '../core/draft/brief.ts';
import { guardSuggestion } from '../core/draft/guard-suggestion.ts';
import type { Fits } from '../core/draft/template/choose-turns.ts';
import { derivedId } from '../core/text/hash.ts';
import type { Proposal, SpendStore, Writer, Written } from '../ports/writer.ts';
import { storyData, systemText } from './prompt.ts';
import { readAtMost } from './read-at-most.ts';

export interface ModelSettings {
  /** Up to `/v1` or whatever stands before `/chat/completions`. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
  /** Tokens a day, of all brands together. */
  readonly budget: number;
}

export interface ModelOptions extends ModelSettings {
  readonly clock: Clock;
  readonly spend: SpendStore;
  readonly frequencies: Frequencies;
  readonly fits: Fits;
  /** Every brand of the installation: those that are not the brief's must not be named. */
  brands(): Promise<readonly Brand[]>;
  readonly timeoutMs?: number;
}

/** People wait for it: longer is no answer. */
const TIMEOUT_MS = 15_000;
const MOST_BYTES = 64 * 1_024;
/** Tokens that it may answer. */
const MOST_ANSWER = 700;
/** Characters a token, at the least. */
const PER_TOKEN = 2.5;

const Answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ total_tokens: z.number().int().nonnegative().max(10_000_000) }).optional(),
});
const Texts = z.object({ suggestions: z.array(z.object({ text: z.string().max(2_000), angle: Angle })).max(20) });

/** Why there is nothing from the model: codes of `suggestions.note.model-<code>`. */
type Failure = 'slow' | 'unreachable' | 'busy' | 'nonsense' | 'too-much' | 'budget' | 'unfit';

/** Writes through any endpoint that speaks `/chat/completions`. Whatever that answers, it only ever proposes guarded texts. */
export function createModelWriter(options: ModelOptions): Writer {
  return {
    async suggest(brief, signal) {
      const canary = randomBytes(12).toString('hex');
      const outcome = await ask(options, brief, canary, signal);
      if (typeof outcome === 'string') return failed(options.model, outcome);
      const { proposals, refused } = await guarded(options, brief, canary, outcome);
      const notes = refused === 0 ? [] : [{ code: 'model-refused', data: { count: refused } }];
      if (proposals.length > 0) return { writer: options.model, proposals, notes };
      return failed(options.model, 'unfit', notes);
    },
  };
}

const failed = (writer: string, failure: Failure, notes: Written['notes'] = []): Written => ({
  writer,
  proposals: [],
  notes: [{ code: `model-${failure}`, data: {} }, ...notes],
});

async function ask(
  options: ModelOptions,
  brief: Brief,
  canary: string,
  signal: AbortSignal,
): Promise<z.infer<typeof Texts> | Failure> {
  const body = JSON.stringify({
    model: options.model,
    messages: [
      { role: 'system', content: systemText(brief, canary) },
      { role: 'user', content: storyData(brief) },
    ],
    max_tokens: MOST_ANSWER,
    temperature: 0.8,
  });
  const day = new Date(options.clock()).toISOString().slice(0, 10);
  const most = Math.ceil(body.length / PER_TOKEN) + MOST_ANSWER;
  if (!(await options.spend.reserve(day, most, options.budget))) return 'budget';
  const answered = await post(options, body, signal);
  if (typeof answered === 'string') {
    // Nobody knows what a broken call cost: what was set aside stays spent, unless it was never taken.
    if (answered === 'unreachable' || answered === 'busy') await options.spend.settle(day, most, 0);
    signal.throwIfAborted();
    return answered;
  }
  const read = Answer.safeParse(answered);
  await options.spend.settle(day, most, read.data?.usage?.total_tokens ?? most);
  return (read.success && readTexts(read.data.choices[0]!.message.content)) || 'nonsense';
}

/** No redirect is followed: the key would go along. */
async function post(
  { url, key, timeoutMs = TIMEOUT_MS }: ModelOptions,
  body: string,
  signal: AbortSignal,
): Promise<object | Failure> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.any([signal, deadline]),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key !== null && { authorization: `Bearer ${key}` }),
      },
    });
    if (response.status === 429 || response.status === 503) {
      await response.body?.cancel();
      return 'busy';
    }
    const text = await readAtMost(response.body, MOST_BYTES);
    if (text === null) return 'too-much';
    if (!response.ok) return 'unreachable';
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : 'nonsense';
  } catch (error) {
    if (deadline.aborted) return 'slow';
    return error instanceof SyntaxError ? 'nonsense' : 'unreachable';
  }
}

const FENCE = /^\s*```(?:json)?\s*|\s*```\s*$/g;

function readTexts(content: string): z.infer<typeof Texts> | null {
  try {
    return Texts.parse(JSON.parse(content.replace(FENCE, '')));
  } catch {
    return null;
  }
}

async function guarded(
  options: ModelOptions,
  brief: Brief,
  canary: string,
  { suggestions }: z.infer<typeof Texts>,
): Promise<{ proposals: Proposal[]; refused: number }> {
  const others = (await options.brands()).filter(({ id }) => id !== brief.brand.id);
  const rules = {
    brief,
    canary,
    systemText: systemText(brief, canary),
    otherBrands: others.flatMap(({ name, id, products }) => [name, id, ...products.map((product) => product.name)]),
    frequencies: options.frequencies,
    fits: (text: string) => brief.wanted.platform === null || options.fits(brief.wanted.platform, text),
  };
  const wanted = suggestions.map(({ text, angle }) => ({ text: text.normalize('NFC').trim(), angle }));
  const kept = wanted.filter(
    ({ text, angle }) =>
      (brief.wanted.angle === null || angle === brief.wanted.angle) && guardSuggestion(text, rules) === null,
  );
  const proposals = kept.map(({ text, angle }): Proposal => ({
    ...{ text, angle, lang: brief.wanted.lang, turn: `model-${derivedId(text)}` },
    basedOn: [
      { code: 'words', data: { words: brief.story.words.slice(0, 5).join(', ') } },
      { code: 'posts', data: { count: Math.min(12, brief.story.items.length) } },
      { code: 'voice', data: {} },
    ],
  }));
  return { proposals, refused: wanted.length - kept.length };
}
