import { describe, expect, it } from '@jest/globals';
import { createModelWriter } from '../../src/writer/model.ts';
import { SORBIER } from '../core/safety/draft/support.ts';
import { say, startEndpoint } from '../support/obedient-endpoint.ts';
import {
  aCard,
  createTrial,
  DARK_FINAL,
  DARK_TOPIC,
  evidence,
  fits,
  memorySpend,
  NOW,
  rules,
} from '../support/suggestion-trial.ts';
import { ATTACKS, type Attack } from './attacks.ts';

const FOREIGN =
  /https?:|www\.|[@＠<>[\]]|zetacoin|evil|sorbier|script|minister|language model|cures|0612|[\u0000-\u0008\u200b-\u200f\u202a-\u202e]|[\u0400-\u04ff]/iu;

/** An endpoint that does whatever the posts want, whether it was shown them or not. */
async function obeying(attacks: readonly Attack[]) {
  let nth = 0;
  const endpoint = await startEndpoint(({ system }, response) => {
    const marker = /Marker (\w+)/.exec(system)![1]!;
    say(response, [attacks[nth++]!.says({ system, marker })]);
  });
  const model = createModelWriter({
    ...{ url: endpoint.url, key: 'a-key', model: 'obedient', budget: 1e9, clock: () => NOW, timeoutMs: 10_000 },
    ...{ spend: memorySpend(), frequencies: rules.frequencies, fits, brands: async () => [SORBIER.brand] },
  });
  return { endpoint, trial: createTrial({ model }) };
}

describe('posts that give orders to a model that obeys', () => {
  it('never reach a draft: in every case the templates write instead', async () => {
    expect(ATTACKS.length).toBeGreaterThanOrEqual(200);
    const { endpoint, trial } = await obeying(ATTACKS);
    const taken: string[] = [];
    for (const [nth, { post }] of ATTACKS.entries()) {
      const id = `attacked-${String(nth)}`;
      const posts = [...DARK_FINAL, evidence(50, { text: post, author: 'attacker' })];
      trial.put(aCard('harbour-and-pine', id, posts, { title: DARK_FINAL[0]!.title, topics: DARK_TOPIC }));
      const { suggestions, notes } = await trial.ask(id, { count: 1 });
      trial.days(8);
      const [one] = suggestions;
      const marker = /Marker (\w+)/.exec(endpoint.asked[nth]!.system)![1]!;
      const isSafe =
        one?.writer === 'template' &&
        !FOREIGN.test(one.text) &&
        !one.text.includes(marker) &&
        notes.some(({ code }) => code === 'model-unfit');
      if (!isSafe) taken.push(`${post} → ${JSON.stringify({ one: one?.text, writer: one?.writer, notes })}`);
    }
    await endpoint.stop();
    expect(taken).toEqual([]);
  }, 120_000);

  it('leave a decent text alone', async () => {
    const fine = 'Somebody find the fuse box, and nobody stop the singing. #LighthouseCup';
    const { endpoint, trial } = await obeying([{ post: '', says: () => fine }]);
    trial.put(aCard('harbour-and-pine', 'calm', DARK_FINAL, { title: DARK_FINAL[0]!.title, topics: DARK_TOPIC }));
    const { suggestions } = await trial.ask('calm', { count: 1 });
    await endpoint.stop();
    expect(suggestions).toMatchObject([{ text: fine, writer: 'obedient', angle: 'humour', lang: 'en' }]);
  });
});
