import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Draft, DraftMoveRequest, Variant } from '../../../src/contract/draft.ts';
import {
  choose,
  heard,
  isUnsaved,
  maySave,
  sidesOf,
  startSync,
  typed,
  unsent,
} from '../../../src/console/screens/drafts/saving/sync.ts';
import { join, NOTHING } from '../../../src/console/screens/drafts/saving/said.ts';
import type { Part, Said } from '../../../src/console/screens/drafts/saving/said.ts';
import type { Sync } from '../../../src/console/screens/drafts/saving/sync.ts';
import { createWriting } from '../../../src/console/screens/drafts/saving/writing.ts';
import { until } from '../../support/app.ts';

const ME = { id: 'lea', name: 'Léa' };
const MARC = { id: 'marc', name: 'Marc' };

function draftOf(text: string, version = 1, rest: Partial<Draft> = {}): Draft {
  const at = new Date(Date.UTC(2026, 10, 22, 20, 0, version)).toISOString();
  return {
    ...{ id: 'd1', brand: 'maison-sorbier', opportunity: 'dark', text, lang: 'fr', version, state: 'writing' },
    ...{ author: ME, createdAt: at, updatedAt: at, approvals: [], variants: [], media: [], publications: [] },
    ...rest,
  };
}

describe('one person’s text beside the server’s', () => {
  const clean = startSync(draftOf('Bonsoir'), null);

  it('follows the others while the person has nothing of their own there', () => {
    expect(heard(clean, draftOf('Bonne nuit', 2, { author: MARC }))).toMatchObject({
      said: { text: 'Bonne nuit' },
      theirs: null,
    });
  });

  it('lays another text beside theirs, and lets them choose', () => {
    const both = heard(typed(clean, { text: 'Bonsoir à tous' }), draftOf('Bonne nuit', 2, { author: MARC }));
    expect(both).toMatchObject({ said: { text: 'Bonsoir à tous' }, theirs: { text: 'Bonne nuit' } });
    expect(maySave(both)).toBe(false);
    expect(choose(both, 'theirs')).toMatchObject({ said: { text: 'Bonne nuit' }, theirs: null });
    const mine = choose(both, 'mine');
    expect([mine.base?.version, mine.said.text, maySave(mine)]).toEqual([2, 'Bonsoir à tous', true]);
    expect(choose(both, 'both').said.text).toBe('Bonne nuit\n\nBonsoir à tous');
  });

  it('knows its own save, whether the frame or the answer comes first, and writes on', () => {
    const sending: Sync = { ...typed(clean, { text: 'Bonsoir à' }), sent: { ...clean.said, text: 'Bonsoir à ' } };
    const on = typed(sending, { text: 'Bonsoir à tous' });
    const saved = heard(on, draftOf('Bonsoir à', 2));
    expect(saved).toMatchObject({ said: { text: 'Bonsoir à tous' }, theirs: null, sent: null });
    expect(heard(saved, draftOf('Bonsoir à', 2))).toBe(saved);
  });

  it('joins what two people changed in different places, and says nothing is disputed', () => {
    const mine = typed(clean, { variants: [{ platform: 'x', text: 'Bonsoir X' }] });
    const media = [{ media: 'm1', alt: 'Le stade' }];
    const joined = heard(mine, draftOf('Bonne nuit', 2, { author: MARC, media }));
    expect(joined).toMatchObject({ theirs: null, base: { version: 2 }, said: { text: 'Bonne nuit', media } });
    expect([joined.said.variants, maySave(joined)]).toEqual([[{ platform: 'x', text: 'Bonsoir X' }], true]);
  });

  it('lays side by side only what both changed, and keeps the rest of both', () => {
    const mine = typed(clean, { text: 'À tous', variants: [{ platform: 'x', text: 'Mien' }] });
    const told = draftOf('Bonsoir', 2, {
      author: MARC,
      variants: [{ platform: 'x', text: 'Sien' }, { platform: 'threads' }],
    });
    const clash = heard(mine, told);
    expect(sidesOf(clash)?.parts).toEqual(['x']);
    expect(choose(clash, 'mine').said).toEqual({
      text: 'À tous',
      variants: [{ platform: 'x', text: 'Mien' }, { platform: 'threads' }],
      media: [],
    });
    expect(choose(clash, 'both').said.variants[0]).toEqual({ platform: 'x', text: 'Sien\n\nMien' });
    expect(choose(clash, 'theirs').said.text).toBe('Bonsoir');
  });

  it('keeps the narrow spaces of French wherever a text goes', () => {
    const french = 'Prêts\u202f? «\u202fOui\u202f»';
    const both = heard(typed(clean, { text: french }), draftOf('Non\u202f!', 2, { author: MARC }));
    expect(choose(both, 'both').said.text).toBe(`Non\u202f!\n\n${french}`);
    expect(JSON.parse(JSON.stringify(both)).said.text).toBe(french);
  });

  it('joins to the same whatever the order, and keeps each change that is not disputed', () => {
    const part = fc.constantFrom(undefined, 'a', 'b');
    const said = fc
      .record({ text: fc.constantFrom('a', 'b', 'c'), x: part, bluesky: part, alt: fc.constantFrom('', 'a', 'b') })
      .map(({ text, x, bluesky, alt }): Said => {
        const own = (platform: Variant['platform'], words = '') => (words === '' ? [] : [{ platform, text: words }]);
        return { text, variants: [...own('x', x), ...own('bluesky', bluesky)], media: [{ media: 'm', alt }] };
      });
    const sorted = ({ variants, ...rest }: Said) => ({
      ...rest,
      variants: [...variants].sort((a, b) => (a.platform < b.platform ? -1 : 1)),
    });
    fc.assert(
      fc.property(said, said, said, (base, one, other) => {
        const [there, back] = [join(base, one, other), join(base, other, one)];
        expect([...there.clashes].sort()).toEqual([...back.clashes].sort());
        if (there.clashes.length === 0) expect(sorted(there.said)).toEqual(sorted(back.said));
        expect(join(base, one, base).said.text).toBe(one.text);
        expect(join(NOTHING, one, NOTHING).clashes).toEqual([]);
      }),
    );
  });

  it('takes no draft back from the approvers unless the person says so', () => {
    const sent = heard(typed(clean, { text: 'Bonsoir à tous' }), {
      ...draftOf('Bonsoir', 1, { state: 'waiting' }),
      updatedAt: later,
    });
    expect(sent.theirs?.state).toBe('waiting');
    expect(maySave(sent)).toBe(false);
    expect(maySave(choose(sent, 'mine'))).toBe(true);
  });

  it('takes up what was left on the device, and asks where the draft has moved on since', () => {
    expect(startSync(draftOf('Bonsoir'), { text: 'Bonsoir à', version: 1 })).toMatchObject({
      said: { text: 'Bonsoir à' },
      theirs: null,
    });
    expect(startSync(draftOf('Salut', 3), { text: 'Bonsoir à', version: 1 }).theirs?.text).toBe('Salut');
    expect(startSync(draftOf('Bonsoir à', 2), { text: 'Bonsoir à ', version: 1 })).toMatchObject({ theirs: null });
  });

  it('never loses what was typed, whatever comes in which order', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('type' as const), text: fc.constantFrom('a', 'ab', 'abc', 'x') }),
      fc.record({
        type: fc.constant('hear' as const),
        text: fc.constantFrom('a', 'ab', 'other', 'more'),
        version: fc.integer({ min: 1, max: 6 }),
        state: fc.constantFrom('writing' as const, 'waiting' as const, 'published' as const),
      }),
      fc.constant({ type: 'send' as const }),
      fc.constant({ type: 'refused' as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let sync = startSync(draftOf('a'), null);
        let own: string | null = null;
        for (const one of steps) {
          if (one.type === 'type') sync = typed(sync, { text: (own = one.text) });
          if (one.type === 'hear') sync = heard(sync, draftOf(one.text, one.version, { state: one.state }));
          if (one.type === 'send' && maySave(sync)) sync = { ...sync, sent: sync.said };
          if (one.type === 'refused') sync = unsent(sync);
          if (!isUnsaved(sync)) own = null;
          expect(own === null || sync.said.text === own).toBe(true);
        }
      }),
    );
  });
});

const later = new Date(Date.UTC(2026, 10, 22, 21)).toISOString();

/** What the server answered; 0 where nobody did. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number) {
    super(String(status));
    this.status = status;
  }
}

describe('writing', () => {
  /** A server with one draft, and a device. */
  function createTrial(first: Draft | null) {
    let draft = first;
    const asked: unknown[] = [];
    const kept: (string | null)[] = [];
    const joined: (readonly Part[])[] = [];
    let failure: Refused | null = null;
    const answer = (next: Draft) => {
      if (failure) throw failure;
      return (draft = next);
    };
    const move = async (_id: string, request: DraftMoveRequest) => {
      await Promise.resolve();
      asked.push(request);
      const now = draft!;
      if (request.move !== 'write') throw new Error(request.move);
      if (!failure && request.version !== now.version) throw new Refused(409);
      const { variants = now.variants, media = now.media } = request;
      return answer(draftOf(request.text.trim(), now.version + 1, { variants, media }));
    };
    const writing = createWriting(
      {
        create: async ({ text }) => (await Promise.resolve(), asked.push(text), answer(draftOf(text))),
        move,
        read: () => Promise.resolve(draft!),
        keep: (_draft, said) => void kept.push(said?.text ?? null),
        joined: (_draft, parts) => void joined.push(parts),
        isPassing: (error) => error instanceof Refused && error.status === 0,
      },
      { draft: first, kept: null, pause: 1, retry: 1 },
    );
    return {
      writing,
      asked,
      kept,
      joined,
      fail: (next: typeof failure) => (failure = next),
      change: (next: Draft) => (draft = next),
    };
  }

  it('saves by itself, first as a new draft, then as versions of it', async () => {
    const { writing, asked, kept } = createTrial(null);
    writing.type({ text: 'Bonsoir' });
    await until('it is saved', () => writing.get().base ?? undefined);
    writing.type({ text: 'Bonsoir à tous ' });
    await until('the next version', () => (writing.get().base?.version === 2 ? true : undefined));
    expect(asked).toEqual(['Bonsoir', { move: 'write', version: 1, text: 'Bonsoir à tous ' }]);
    expect([writing.get().said.text, kept.at(-1)]).toEqual(['Bonsoir à tous ', null]);
  });

  it('keeps the text while nobody answers, and sends it once somebody does', async () => {
    const { writing, kept, fail } = createTrial(draftOf('Bonsoir'));
    fail(new Refused(0));
    writing.type({ text: 'Bonsoir à tous' });
    await until('trouble', () => writing.get().trouble ?? undefined);
    expect(kept.at(-1)).toBe('Bonsoir à tous');
    fail(null);
    await until('it is saved', () => (writing.get().base?.version === 2 ? true : undefined));
    expect(writing.get().trouble).toBeNull();
  });

  it('shows both texts where another version is refused', async () => {
    const { writing, change } = createTrial(draftOf('Bonsoir'));
    change(draftOf('Bonne nuit', 2, { author: MARC }));
    writing.type({ text: 'Bonsoir à tous' });
    await until('both', () => writing.get().theirs ?? undefined);
    expect(writing.get()).toMatchObject({
      said: { text: 'Bonsoir à tous' },
      theirs: { text: 'Bonne nuit' },
      trouble: null,
    });
    writing.choose('mine');
    expect((await writing.flush())?.version).toBe(3);
  });

  it('saves on by itself where a colleague changed another place of the draft meanwhile', async () => {
    const { writing, change, joined } = createTrial(draftOf('Bonsoir'));
    change(draftOf('Bonsoir', 2, { author: MARC, variants: [{ platform: 'x', text: 'Marc' }] }));
    writing.type({ text: 'Bonsoir à tous' });
    await until('both are saved', () => (writing.get().base?.version === 3 ? true : undefined));
    expect(writing.get().base).toMatchObject({ text: 'Bonsoir à tous', variants: [{ platform: 'x', text: 'Marc' }] });
    expect([writing.get().trouble, joined]).toEqual([null, [['x']]]);
  });
});
