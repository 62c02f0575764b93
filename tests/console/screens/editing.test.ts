import { describe, expect, it } from '@jest/globals';
import { Territory } from '../../../src/contract/territory.ts';
import {
  edit,
  isDirty,
  startEditing,
  type Edit,
  type Editing,
} from '../../../src/console/screens/territory/editing.ts';

const territory = Territory.parse({
  brand: 'otterbeck',
  topics: [
    { id: 'sport', label: 'Sport', query: 'stadium' },
    { id: 'tech', label: 'Tech', query: 'robot' },
  ],
  noGo: [{ id: 'war', label: 'War', query: 'war' }],
  lists: { rivals: ['acme'] },
});
const after = (...acts: Edit[]): Editing => acts.reduce(edit, startEditing(territory));
const sport = { noGo: false, id: 'sport' };
const example = { text: 'Robots at the stadium', topics: ['sport'] };

describe('a territory while somebody works on it', () => {
  it('takes typing as one step to undo, until something else is touched', () => {
    const typed = after(
      { type: 'change', chosen: sport, change: { query: 'stadiu' } },
      { type: 'change', chosen: sport, change: { query: 'stadium OR pitch' } },
      { type: 'change', chosen: sport, change: { weight: 0.2 } },
    );
    const pasted = edit(typed, { type: 'change', chosen: sport, change: { query: 'pasted' }, whole: true });
    expect(edit(pasted, { type: 'undo' }).territory).toEqual(typed.territory);
    const undone = edit(typed, { type: 'undo' });
    expect(undone.territory.topics[0]).toMatchObject({ query: 'stadium OR pitch', weight: 0.7 });
    const twice = edit(undone, { type: 'undo' });
    expect(twice.territory).toEqual(territory);
    expect([isDirty(typed), isDirty(twice)]).toEqual([true, false]);
    expect(edit(edit(twice, { type: 'redo' }), { type: 'redo' }).territory).toEqual(typed.territory);
  });

  it('adds a topic under a name of its own, opens it, and goes elsewhere when it is removed', () => {
    const added = after({ type: 'add', noGo: true, label: 'Sport !' }, { type: 'add', noGo: false, label: 'Été' });
    expect([added.territory.noGo.at(-1)!.id, added.chosen]).toEqual(['sport-2', { noGo: false, id: 'ete' }]);
    expect(Territory.safeParse(added.territory).success).toBe(true);
    expect(edit(added, { type: 'remove', chosen: added.chosen }).chosen).toEqual(sport);
    const one = after({ type: 'remove', chosen: sport }, { type: 'remove', chosen: { noGo: false, id: 'tech' } });
    expect(one.territory.topics.map(({ id }) => id)).toEqual(['tech']);
  });

  it('keeps lists with entries only', () => {
    const lists = after({ type: 'list', name: 'rivals', entries: [] }, { type: 'list', name: 'own', entries: ['a'] });
    expect(lists.territory.lists).toEqual({ own: ['a'] });
  });

  it('keeps an example once, and turns it round with one act', () => {
    const taken = after({ type: 'example', kind: 'match', example }, { type: 'example', kind: 'match', example });
    expect(taken.territory.examples.match).toEqual([example]);
    const moved = edit(taken, { type: 'move-example', kind: 'match', index: 0 });
    expect(moved.territory.examples).toEqual({ match: [], miss: [{ ...example, topics: [] }] });
    expect(edit(moved, { type: 'forget-example', kind: 'miss', index: 0 }).territory).toEqual(territory);
  });

  it('is clean once it is saved, and can still be undone', () => {
    const typed = after({ type: 'change', chosen: sport, change: { query: 'pitch' } });
    const saved = edit(typed, { type: 'saved', territory: typed.territory });
    expect(isDirty(saved)).toBe(false);
    expect(edit(saved, { type: 'undo' }).territory).toEqual(territory);
  });
});
