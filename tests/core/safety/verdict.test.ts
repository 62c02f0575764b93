import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { VerdictLevel } from '../../../src/contract/opportunity.ts';
import type { Reading } from '../../../src/core/safety/events.ts';
import { joinGates, judge, openGate, readItem, rereadItem, type GateState } from '../../../src/core/safety/verdict.ts';
import { article, by, hit, MINUTE, NOON, post, TERRITORY } from '../../support/signals.ts';

const CALM: Reading = {
  grave: [],
  firstPerson: false,
  unconfirmed: false,
  reassuring: false,
  grief: false,
  readable: true,
};
const DEATH: Reading = { ...CALM, grave: [{ type: 'death', severity: 3, word: 'killed', weight: 1 }] };
const HINT: Reading = { ...CALM, grave: [{ type: 'death', severity: 3, word: 'died', weight: 0.5 }] };
const LAYOFFS: Reading = { ...CALM, grave: [{ type: 'layoffs', severity: 2, word: 'layoffs', weight: 1 }] };

interface Item {
  reading?: Partial<Reading>;
  news?: boolean;
  noGo?: string;
  minute?: number;
}

const item = (reading: Partial<Reading> = CALM, given: Omit<Item, 'reading'> = {}): Item => ({ reading, ...given });
const many = (n: number, one: Item): Item[] => Array.from({ length: n }, () => one);

function gateOf(items: readonly Item[], gate = openGate(NOON)): GateState {
  items.forEach(({ reading, news, noGo, minute = 0 }, i) => {
    const at = NOON + minute * MINUTE;
    const id = `${gate.items}-${i}`;
    const signal = news ? article(id, { at, source: `paper-${id}` }) : post(id, { at, ...by(id) });
    readItem(gate, signal, { ...CALM, ...reading }, noGo ? [hit(noGo)] : [], at);
  });
  return gate;
}

const verdictAt = (gate: GateState, minute = 0) => judge(gate, TERRITORY.noGo, NOON + minute * MINUTE);
const level = (...items: Item[]): VerdictLevel => verdictAt(gateOf(items)).level;
const codes = (...items: Item[]): string[] => verdictAt(gateOf(items)).reasons.map(({ code }) => code);

describe('a verdict', () => {
  it('is go where nothing grave is said, and says so', () => {
    expect(verdictAt(gateOf(many(5, item())))).toEqual({
      level: 'go',
      reasons: [{ code: 'nothing-grave', level: 'go', data: { items: 5 }, words: [], signals: [] }],
    });
  });

  it.each<[string, VerdictLevel, Item[]]>([
    ['two deaths in the news', 'block', [...many(4, item()), ...many(2, item(DEATH, { news: true }))]],
    ['one death in the news', 'review', [...many(8, item()), item(DEATH, { news: true })]],
    ['three posts of ten', 'block', [...many(7, item()), ...many(3, item(DEATH))]],
    ['one post of ten', 'review', [...many(9, item()), item(DEATH)]],
    ['one post of a hundred', 'go', [...many(99, item()), item(DEATH)]],
    ['one unsure word', 'go', [...many(3, item()), item(HINT)]],
    ['two unsure words', 'review', [...many(3, item()), ...many(2, item(HINT))]],
    ['two who were there', 'block', [...many(6, item()), ...many(2, item({ ...HINT, firstPerson: true }))]],
    ['layoffs in a tenth', 'review', [...many(9, item()), item(LAYOFFS)]],
    ['layoffs in a twentieth', 'go', [...many(19, item()), item(LAYOFFS)]],
    ['a topic the brand never touches', 'block', [...many(9, item()), item(CALM, { noGo: 'betting' })]],
    ['a topic the brand is careful with', 'review', [...many(9, item()), item(CALM, { noGo: 'rivals' })]],
    ['a no-go topic in passing', 'go', [...many(10, item()), item(CALM, { noGo: 'betting' })]],
    ['half of it in an unknown language', 'review', [item(), item({ readable: false })]],
    ['a no-go topic that is no more', 'go', [item(CALM, { noGo: 'dropped-topic' })]],
  ])('on %s is %s', (_about, wanted, items) => expect(level(...items)).toBe(wanted));

  it('on a claim that nobody confirms asks for a person, until two outlets do', () => {
    const claim = item({ ...LAYOFFS, unconfirmed: true });
    expect(codes(claim, ...many(30, item()))).toEqual(['unconfirmed']);
    expect(codes(claim, ...many(30, item()), ...many(2, item(CALM, { news: true })))).toEqual(['nothing-grave']);
    expect(codes(item({ unconfirmed: true }), ...many(30, item()))).toEqual(['nothing-grave']);
  });

  it('is milder where as many say that nobody was hurt', () => {
    const alarm = many(3, item({ grave: [{ type: 'accident', severity: 3, word: 'crash', weight: 1 }] }));
    expect(level(...many(5, item()), ...alarm)).toBe('block');
    expect(level(...many(2, item()), ...many(3, item({ reassuring: true })), ...alarm)).toBe('review');
  });

  it('gives the strictest reason first, with words and at most five of the posts that led to it', () => {
    const { reasons } = verdictAt(gateOf([...many(8, item(DEATH)), item(LAYOFFS), item(LAYOFFS)]));
    expect(reasons.map(({ code, level }) => `${code} ${level}`)).toEqual(['event.death block', 'event.layoffs review']);
    expect(reasons[0]).toMatchObject({ words: ['killed'], data: { posts: 8, share: 80 } });
    expect(reasons[0]!.signals).toHaveLength(5);
  });

  it('is never milder than any of its reasons', () => {
    const one = fc.constantFrom(
      item(),
      item(DEATH),
      item(HINT),
      item(LAYOFFS),
      item(DEATH, { news: true }),
      item({ readable: false }),
    );
    const rank = { go: 0, review: 1, block: 2 };
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 20 }), (items) => {
        const { level: found, reasons } = verdictAt(gateOf(items));
        expect(reasons.length).toBeGreaterThan(0);
        expect(rank[found]).toBe(Math.max(...reasons.map((reason) => rank[reason.level])));
      }),
    );
  });
});

describe('a gate that has closed', () => {
  it('stays blocked however much that is harmless follows, and says that it is held', () => {
    const gate = gateOf(many(3, item(DEATH)));
    expect(verdictAt(gate).level).toBe('block');
    gateOf(many(500, item()), gate);
    const later = verdictAt(gate, 600);
    expect(later).toMatchObject({ level: 'block', reasons: [{ code: 'held', level: 'block' }, {}] });
  });

  it('from review opens again after thirty minutes without a grave word, not before', () => {
    const gate = gateOf([item(DEATH)]);
    expect(verdictAt(gate).level).toBe('review');
    gateOf(many(40, item()), gate);
    expect(verdictAt(gate, 29.9)).toMatchObject({
      level: 'review',
      reasons: [{ code: 'held' }, { code: 'nothing-grave' }],
    });
    expect(verdictAt(gate, 30).level).toBe('go');
  });

  it('counts the thirty minutes from the latest grave word, in whatever order the words arrive', () => {
    const gate = gateOf([item(DEATH, { minute: 10 }), item(HINT, { minute: 2 }), ...many(100, item())]);
    gate.strictest = 'review';
    expect(verdictAt(gate, 35).level).toBe('review');
    expect(verdictAt(gate, 40).level).toBe('go');
  });

  it('closes by an edited headline as by a new one, once', () => {
    const gate = gateOf([item(CALM, { news: true }), item(CALM, { news: true })]);
    const edited = article('edited');
    rereadItem(gate, edited, CALM, DEATH, NOON);
    expect(verdictAt(gate).level).toBe('review');
    rereadItem(gate, edited, DEATH, DEATH, NOON);
    expect(gate.events.get('death')).toMatchObject({ items: 1, news: 1 });
  });
});

describe('gates of two stories that turn out to be one', () => {
  it('join into what one gate would have read', () => {
    const first = [item(DEATH), item(), item(LAYOFFS), item(CALM, { noGo: 'betting' })];
    const second = [item(HINT, { news: true }), item({ readable: false }), item({ reassuring: true })];
    const joined = gateOf(first);
    joinGates(joined, gateOf(second));
    const whole = gateOf([...first, ...second]);
    expect(joined.items).toBe(whole.items);
    expect(joined.events.get('death')).toMatchObject({ items: 2, posts: 1, news: 0.5, severity: 3 });
    expect(verdictAt(joined).level).toBe(verdictAt(whole).level);
  });

  it('keep the graver severity of a type that both have', () => {
    const mild: Reading = { ...CALM, grave: [{ type: 'accusation', severity: 2, word: 'lawsuit', weight: 1 }] };
    const graver: Reading = { ...CALM, grave: [{ type: 'accusation', severity: 3, word: 'convicted', weight: 1 }] };
    const joined = gateOf([item(mild)]);
    joinGates(joined, gateOf(many(3, item(graver))));
    expect(verdictAt(joined).level).toBe('block');
  });

  it('keep the words and posts of a no-go topic that both have', () => {
    const joined = gateOf([item(CALM, { noGo: 'betting' })]);
    const gone = gateOf([item(CALM, { noGo: 'betting' })]);
    gone.noGo.get('betting')!.words.push('odds');
    joinGates(joined, gone);
    expect(joined.noGo.get('betting')).toMatchObject({
      items: 2,
      words: ['betting', 'odds'],
      signals: [expect.any(String), expect.any(String)],
    });
  });

  it('stay closed where one of them was', () => {
    const gone = gateOf(many(3, item(DEATH)));
    verdictAt(gone);
    const joined = gateOf(many(50, item()));
    joinGates(joined, gone);
    expect(verdictAt(joined, 300).level).toBe('block');
  });
});
