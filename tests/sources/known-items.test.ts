import { describe, expect, it } from '@jest/globals';
import type { RawSignal } from '../../src/contract/signal.ts';
import { createKnownItems } from '../../src/sources/known-items.ts';

const post = (id: string, more: Partial<RawSignal> = {}): RawSignal => ({
  source: 's',
  kind: 'post',
  externalId: id,
  observedAt: '2026-11-22T20:00:00Z',
  ...more,
});
const update = (id: string) => post(id, { metrics: { likes: 5 } });

describe('known items', () => {
  it('forgets the item that was not heard of for longest', () => {
    const known = createKnownItems({ items: 2, characters: 1_000_000 });
    known.complete(post('a', { title: 'A' }));
    known.complete(post('b', { title: 'B' }));
    known.complete(update('a'));
    known.complete(post('c', { title: 'C' }));
    expect(known.size).toBe(2);
    expect(known.complete(update('a'))).toMatchObject({ raw: { title: 'A', metrics: { likes: 5 } } });
    expect(known.complete(update('b'))).toMatchObject({ reason: expect.stringContaining('only metrics') });
  });

  it('keeps within its share of memory, however long the texts', () => {
    const known = createKnownItems({ items: 1_000, characters: 10_000 });
    for (let i = 0; i < 100; i++) known.complete(post(String(i), { text: 'x'.repeat(4_000) }));
    expect(known.size).toBe(2);
  });

  it('takes new words of an item as they are', () => {
    const known = createKnownItems();
    known.complete(post('a', { title: 'Before', text: 'Long story' }));
    expect(known.complete(post('a', { title: 'After' }))).toEqual({ raw: post('a', { title: 'After' }) });
  });

  it('does not mix up sources, and refuses what says nothing at all', () => {
    const known = createKnownItems();
    known.complete(post('a', { title: 'A' }));
    expect(known.complete({ ...update('a'), source: 'other' })).toHaveProperty('reason');
    expect(known.complete(post('b', { title: ' ' }))).toEqual({ reason: 'nothing to read: give a title or a text' });
  });
});
