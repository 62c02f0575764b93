import { fetch } from 'undici';
import type { Agent, Response } from 'undici';
import type { LinkPreview } from '../contract/link-preview.ts';
import { assertAllowedUrl, createGuardedAgent } from './guarded-agent.ts';
import type { AddressRules } from './guarded-agent.ts';
import { readHead } from './read-head.ts';
import { sayFailure } from './say-failure.ts';

export interface PreviewOptions {
  readonly rules: AddressRules;
  /** How the product presents itself to servers. */
  readonly userAgent: string;
  /** Over all redirects; 8,000 unless told. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 8_000;
const MOST_REDIRECTS = 3;
/** Read of a page, after decompression: more is never asked for. */
const MOST_BYTES = 512 * 1024;

export type Previewed = LinkPreview | { readonly failed: string };

/** Looks at pages that posts lead to. Where each redirect leads is judged like the first address. Never throws. */
export function createLinkPreviews({ rules, userAgent, timeoutMs = TIMEOUT_MS }: PreviewOptions) {
  async function ask(url: URL, dispatcher: Agent, signal: AbortSignal): Promise<Response> {
    assertAllowedUrl(url, rules);
    const headers = { accept: 'text/html, application/xhtml+xml', 'user-agent': userAgent };
    return fetch(url, { dispatcher, redirect: 'manual', signal, headers });
  }

  async function follow(address: string, dispatcher: Agent): Promise<Previewed> {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = new URL(address);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const response = await ask(url, dispatcher, signal);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return read(response, url);
      await response.body?.cancel();
      url = new URL(location, url);
    }
    return { failed: `the page was moved more than ${MOST_REDIRECTS} times` };
  }

  async function preview(address: string): Promise<Previewed> {
    const agent = createGuardedAgent(rules, timeoutMs);
    try {
      return await follow(address, agent);
    } catch (error) {
      return { failed: sayFailure(error, timeoutMs).reason };
    } finally {
      void agent.destroy().catch(() => undefined);
    }
  }

  return { preview };
}

async function read(response: Response, url: URL): Promise<Previewed> {
  const type = response.headers.get('content-type') ?? '';
  if (response.status !== 200 || !/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) {
    await response.body?.cancel();
    const { status } = response;
    return { failed: status === 200 ? 'there is no page, but something else' : `the server answers ${status}` };
  }
  const bytes = await readBeginning(response);
  const found = new URL(url);
  [found.username, found.password] = ['', ''];
  return { url: found.href, host: url.hostname.replace(/^www\./, ''), ...readHead(decode(bytes, type)) };
}

/** Up to the end of the head, or as much as is read at most. */
async function readBeginning(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    bytes += part.byteLength;
    if (bytes >= MOST_BYTES || Buffer.from(part).includes('</head')) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_BYTES);
}

/** As the header says, else as the page says; what is unknown is read as UTF-8. */
function decode(bytes: Buffer, type: string): string {
  const inPage = /<meta[^>]{0,200}charset\s{0,5}=\s{0,5}["']?([\w-]{2,40})/i;
  const charset = /charset\s*=\s*"?([\w-]{2,40})/i.exec(type)?.[1] ?? inPage.exec(bytes.toString('latin1'))?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
