import type { IncomingMessage, ServerResponse } from 'node:http';
import { createPictureReader } from '../../src/media/read-picture.ts';
import type { Media } from '../../src/contract/media.ts';
import type { Picture } from '../../src/ports/media.ts';

/** Pictures as the server keeps them, and pages that links lead to. */
export interface FakePictures {
  readonly kept: Map<string, Picture>;
  /** Answers what is about pictures and links; false where it is about something else. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>;
}

/** Reads pictures with the real reader, and keeps them in memory. */
export function createFakePictures(clock: () => number): FakePictures {
  const reader = createPictureReader();
  const kept = new Map<string, Picture>();

  async function keep(request: IncomingMessage, brand: string): Promise<[status: number, value: object]> {
    const picture = await reader.read(await bytesOf(request));
    if ('refused' in picture) {
      const type = 'https://rebond.example/problems/not-a-picture';
      return [422, { type, title: 'not-a-picture', status: 422, detail: picture.refused }];
    }
    const id = `picture-${kept.size + 1}`;
    kept.set(id, picture);
    const { type, width, height, animated, bytes } = picture;
    const at = new Date(clock()).toISOString();
    return [200, { id, brand, type, width, height, animated, bytes: bytes.length, at } satisfies Media];
  }

  return {
    kept,
    async answer(request, response, path) {
      const [, , noun, id = '', verb] = path.split('/').map(decodeURIComponent);
      if (noun === 'brands' && verb === 'media') {
        const [status, value] = await keep(request, id);
        response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
        response.end(JSON.stringify(value));
        return true;
      }
      if (noun === 'media') {
        const picture = kept.get(id);
        response.writeHead(picture ? 200 : 404, { 'content-type': 'image/webp' }).end(picture?.small);
        return true;
      }
      if (noun !== 'link-preview') return false;
      const { url } = JSON.parse((await bytesOf(request)).toString()) as { url: string };
      const page = { title: 'Le stade dans le noir', description: 'Trente minutes sans lumière.', site: null };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ url, host: new URL(url).host, ...page }));
      return true;
    },
  };
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
