import { describe, expect, it } from '@jest/globals';
import type { Presence } from '../../src/contract/teamwork.ts';
import { anOpportunity } from '../support/fake-cards.ts';
import { OTHER, OWN } from '../support/fake-context.ts';
import { eventually, openClient, startLive } from '../support/live.ts';
import type { TestClient } from '../support/live.ts';

const HELLO = { cursors: { [OWN]: 0 } };

const presenceOf = ({ frames }: TestClient): Presence[] =>
  frames.flatMap((frame) => (frame.type === 'presence' ? [frame] : []));
/** Ids of those who look at an opportunity, as a console was told last. */
const whoIsOn = (client: TestClient, opportunity: string): string[] =>
  presenceOf(client)
    .findLast((told) => told.opportunity === opportunity)
    ?.people.map(({ id }) => id) ?? [];
const watch = ({ socket }: TestClient, opportunity: string | null) =>
  socket.send(JSON.stringify({ type: 'watching', opportunity }));
const seen = (client: TestClient, opportunity: string, ...people: string[]) =>
  eventually(() => String(whoIsOn(client, opportunity)) === String(people), `${people.join()} on ${opportunity}`);

describe('who looks at what', () => {
  it('is told to the consoles of the brand, whichever process they are at, and to nobody else', async () => {
    const here = await startLive();
    const there = await startLive({}, here.fake);
    here.store.commit(anOpportunity(OWN, 'one'));
    here.store.commit(anOpportunity(OTHER, 'theirs'));
    const [manager, editor, stranger] = await Promise.all([
      openClient(here.url, 'manager', HELLO),
      openClient(there.url, 'editor', HELLO),
      openClient(there.url, 'other-manager', {}),
    ]);
    await Promise.all([manager.caughtUp(OWN), editor.caughtUp(OWN), stranger.caughtUp(OTHER)]);
    watch(manager, 'one');
    await seen(editor, 'one', 'manager');
    watch(editor, 'one');
    await seen(manager, 'one', 'manager', 'editor');
    // What somebody may not see they are not said to look at.
    watch(manager, 'theirs');
    await seen(editor, 'one', 'editor');
    watch(stranger, 'theirs');
    await seen(stranger, 'theirs', 'other-manager');
    expect(presenceOf(stranger).map(({ opportunity }) => opportunity)).toEqual(['theirs']);
    expect(presenceOf(manager).every(({ brand }) => brand === OWN)).toBe(true);
    watch(manager, 'one');
    await seen(editor, 'one', 'editor', 'manager');
    manager.socket.terminate();
    await seen(editor, 'one', 'editor');
    expect(manager.seqs(OWN)).toEqual([1]);
    await Promise.all([here.stop(), there.stop()]);
  });

  it('says in which draft somebody has their hands, and when they take them off', async () => {
    const { url, store, stop } = await startLive();
    store.commit(anOpportunity(OWN, 'one'));
    const [manager, editor] = [await openClient(url, 'manager', HELLO), await openClient(url, 'editor', HELLO)];
    const second = await openClient(url, 'manager', HELLO);
    const writes = (client: TestClient, draft?: string) =>
      client.socket.send(JSON.stringify({ type: 'watching', opportunity: 'one', draft }));
    const writing = () =>
      presenceOf(editor)
        .at(-1)
        ?.people.map(({ id, draft }) => `${id} ${draft ?? 'looks'}`);
    const told = (...people: string[]) => eventually(() => String(writing()) === String(people), people.join());
    watch(second, 'one');
    writes(manager, 'draft-1');
    await told('manager draft-1');
    writes(editor, 'draft-2');
    await told('manager draft-1', 'editor draft-2');
    writes(manager);
    await told('manager looks', 'editor draft-2');
    await stop();
  });

  it('is told to whoever comes later, counts a person once, and ends with the last of their consoles', async () => {
    const { url, store, stop } = await startLive();
    store.commit(anOpportunity(OWN, 'one'));
    const [first, second] = [await openClient(url, 'manager', HELLO), await openClient(url, 'manager', HELLO)];
    for (const client of [first, second]) watch(client, 'one');
    await seen(first, 'one', 'manager');
    const later = await openClient(url, 'editor', HELLO);
    await seen(later, 'one', 'manager');
    first.socket.close();
    await first.closed;
    watch(second, null);
    await seen(later, 'one');
    await stop();
  });

  it('is forgotten when a process is gone without a word', async () => {
    const here = await startLive();
    here.store.commit(anOpportunity(OWN, 'one'));
    const client = await openClient(here.url, 'editor', HELLO);
    await client.caughtUp(OWN);
    const word = { key: 'gone 1', person: { id: 'ghost', name: 'G' }, at: { brand: OWN, opportunity: 'one' } };
    await here.context.presence.tell(JSON.stringify(word));
    await here.context.presence.tell('no word');
    await seen(client, 'one', 'ghost');
    await seen(client, 'one');
    await here.stop();
  });

  it('is asked before hello by nobody', async () => {
    const { url, stop } = await startLive();
    const client = await openClient(url, 'manager', null);
    watch(client, 'one');
    expect(await client.closed).toBe(4400);
    await stop();
  });
});
