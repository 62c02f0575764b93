import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createLexicalEmbedder } from '../../src/embedder/lexical.ts';
import { createModelEmbedder } from '../../src/embedder/model.ts';
import { guessFrequency } from '../../src/core/territory/matcher/frequency.ts';

const otherwise = createLexicalEmbedder(guessFrequency);
const about = 'museum relics';
const texts = ['Relics in the museum', 'Market prices', 'Des objets anciens'];

describe('closeness by a model', () => {
  let server: Server;
  afterEach(() => new Promise((closed) => server.close(closed)));

  /** An endpoint that answers each list of texts with this. */
  async function endpoint(answer: (input: string[]) => { status?: number; body: string }) {
    const asked: { input: string[]; key: string | undefined }[] = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const { input } = JSON.parse(body) as { input: string[] };
        asked.push({ input, key: request.headers.authorization });
        const { status = 200, body: said } = answer(input);
        response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(said);
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const why: string[] = [];
    const options = { url, key: 'k', model: 'm', otherwise, timeoutMs: 500, failed: (one: string) => why.push(one) };
    return { asked, why, embedder: createModelEmbedder(options) };
  }

  const vectorOf = (text: string) => (/relic|anciens/i.test(text) ? [2, 0.2] : [0, 3]);
  const vectors = (input: string[]) =>
    JSON.stringify({ data: input.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() });

  it('asks once for each text, and finds what has no word in common', async () => {
    const { asked, embedder } = await endpoint((input) => ({ body: vectors(input) }));
    const told = await embedder.closeness(about, texts);
    expect(told.by).toBe('model');
    expect(told.of[2]).toBeGreaterThan(0.9);
    expect(told.of[1]).toBeLessThan(0.2);
    expect(await embedder.closeness(about, texts)).toEqual(told);
    expect(asked).toEqual([{ input: [about, ...texts], key: 'Bearer k' }]);
  });

  it.each<[string, (input: string[]) => { status?: number; body: string }]>([
    ['is down', () => ({ status: 500, body: 'oops' })],
    ['sends us elsewhere', () => ({ status: 302, body: '' })],
    ['answers nonsense', () => ({ body: '{"data":[]}' })],
    ['answers no JSON', () => ({ body: '<html>' })],
    [
      'answers vectors of several lengths',
      (input) => ({
        body: JSON.stringify({ data: input.map((_, index) => ({ index, embedding: index ? [1] : [1, 2] })) }),
      }),
    ],
  ])('tells by words where the endpoint %s', async (_, answer) => {
    const { embedder, why } = await endpoint(answer);
    const told = await embedder.closeness(about, texts);
    expect(told).toEqual({ ...(await otherwise.closeness(about, texts)), by: 'words-instead' });
    expect(told.of[0]).toBeGreaterThan(0.9);
    expect(told.of[1]).toBe(0);
    expect(why).toHaveLength(1);
  });
});
