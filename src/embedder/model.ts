import { fetch } from 'undici';
import { z } from 'zod';
import type { Embedder } from '../ports/embedder.ts';

export interface ModelEmbedderOptions {
  /** Up to `/v1` or whatever stands before `/embeddings`. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
  /** Answers where the endpoint does not. */
  readonly otherwise: Embedder;
  readonly timeoutMs?: number;
  failed?(why: string): void;
}

/** Somebody looks at the screen: later is too late. */
const TIMEOUT_MS = 4_000;
/** Texts that are sent at once; whoever asks for more gets the answer of words. */
const MOST_TEXTS = 256;
/** UTF-16 units of a text. */
const READ = 1_000;
/** Vectors that are kept: a few MB. */
const MOST_KEPT = 2_000;
const MOST_BYTES = 32 * 2 ** 20;

const Answer = z.object({
  data: z.array(z.object({ index: z.number().int(), embedding: z.array(z.number()).min(1).max(8_192) })),
});

/** Asks any endpoint that speaks `/embeddings`; whatever is wrong with it, there is an answer. */
export function createModelEmbedder(options: ModelEmbedderOptions): Embedder {
  const { otherwise, failed } = options;
  const kept = new Map<string, Float32Array>();

  async function vectors(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const missing = [...new Set(texts)].filter((text) => !kept.has(text));
    const fresh = new Map<string, Float32Array>();
    if (missing.length > 0) {
      const answered = await post(options, missing, signal);
      missing.forEach((text, i) => fresh.set(text, answered[i]!));
    }
    const all = texts.map((text) => fresh.get(text) ?? kept.get(text)!);
    for (const [text, vector] of fresh) {
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(text, vector);
    }
    return all;
  }

  return {
    async closeness(about, texts, signal) {
      if (texts.length === 0 || texts.length >= MOST_TEXTS) return otherwise.closeness(about, texts, signal);
      try {
        const cut = [about, ...texts].map((text) => text.slice(0, READ) || ' ');
        const [wanted, ...each] = await vectors(cut, signal);
        return { of: each.map((vector) => cosine(wanted!, vector)), by: 'model' };
      } catch (error) {
        signal?.throwIfAborted();
        failed?.((error as Error).message);
        return { ...(await otherwise.closeness(about, texts, signal)), by: 'words-instead' };
      }
    },
  };
}

/** Vectors of length 1, in the order of the texts. No redirect is followed: the key would go along. */
async function post(
  { url, key, model, timeoutMs = TIMEOUT_MS }: ModelEmbedderOptions,
  input: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array[]> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const response = await fetch(`${url.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    body: JSON.stringify({ model, input }),
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(key !== null && { authorization: `Bearer ${key}` }),
    },
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the endpoint for embeddings answered ${response.status}`);
  }
  const { data } = Answer.parse(JSON.parse(await readAtMost(response.body)));
  const sorted = data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => unit(embedding));
  const size = sorted[0]?.length;
  if (sorted.length !== input.length || sorted.some((vector) => vector.length !== size)) {
    throw new Error('the endpoint for embeddings answered other vectors than were asked for');
  }
  return sorted;
}

async function readAtMost(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > MOST_BYTES) throw new Error('the endpoint for embeddings answered too much');
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector);
  return Float32Array.from(vector, (value) => (length === 0 ? 0 : value / length));
}

/** Of vectors of length 1. One that was kept from another model is far from everything. */
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length ? a.reduce((sum, value, i) => sum + value * b[i]!, 0) : 0;
