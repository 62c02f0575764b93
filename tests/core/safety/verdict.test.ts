import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { VerdictLevel } from '../../../src/contract/opportunity.ts';
import type { Reading } from '../../../src/core/safety/events.ts';
import { voiceOf } from '../../../src/core/burst/count.ts';
import { joinGates, openGate, readItem, rereadItem, type GateState } from '../../../src/core/safety/gate.ts';
import { judge } from '../../../src/core/safety/verdict.ts';
import type { Signal } from '../../../src/contract/signal.ts';
import type { TopicHit } from '../../../src/contract/mention.ts';
import { article, by, hit, MINUTE, NOON, post, TERRITORY } from '../../support/signals.ts';

const CALM: Reading = {
  grave: [],
  firstPerson: false,
  unconfirmed: false,
  reassuring: false,
  grief: false,
  trouble: false,
  setting: null,
  readable: true,
  tokens: [],
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

const itemOf = (signal: Signal, reading: Reading, noGo: TopicHit[] = [], at = NOON) => ({
  ...{ signal, voice: voiceOf(signal), reading, noGo, days: [], at },
  ...{ offends: false, isCopy: false, namesBrand: false },
});

function gateOf(items: readonly Item[], gate = openGate(NOON)): GateState {
  items.forEach(({ reading, news, noGo, minute = 0 }, i) => {
    const at = NOON + minute * MINUTE;
    const id = `${gate.items}-${i}`;
    const signal = news ? article(id, { at, source: `paper-${id}` }) : post(id, { at, ...by(id) });
    readItem(gate, itemOf(signal, { ...CALM, ...reading }, noGo ? [hit(noGo)] : [], at));
  });
  return gate;
}

const verdictAt = (gate: GateState, minute = 0) =>
  judge(gate, {
    noGo: TERRITORY.noGo,
    days: [],
    under: [],
    setting: null,
    climate: [],
    label: String,
    at: NOON + minute * MINUTE,
  });
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
    ['one post of ten', 'go', [...many(9, item()), item(DEATH)]],
    ['two posts of twenty', 'review', [...many(18, item()), ...many(2, item(DEATH))]],
    ['one post that is all there is', 'review', [item(DEATH)]],
    ['one post of a hundred', 'go', [...many(99, item()), item(DEATH)]],
    ['one unsure word', 'go', [...many(3, item()), item(HINT)]],
    ['two unsure words', 'go', [...many(3, item()), ...many(2, item(HINT))]],
    ['unsure words everywhere', 'review', [...many(6, item()), ...many(4, item(HINT))]],
    ['two who were there', 'block', [...many(6, item()), ...many(2, item({ ...HINT, firstPerson: true }))]],
    ['layoffs in a tenth', 'go', [...many(18, item()), ...many(2, item(LAYOFFS))]],
    ['layoffs in a fifth', 'review', [...many(8, item()), ...many(2, item(LAYOFFS))]],
    ['layoffs by one voice', 'go', [item(LAYOFFS)]],
    ['a topic the brand never touches', 'block', [...many(9, item()), item(CALM, { noGo: 'betting' })]],
    ['a topic the brand is careful with', 'review', [...many(9, item()), item(CALM, { noGo: 'rivals' })]],
    ['a no-go topic in passing', 'go', [...many(10, item()), item(CALM, { noGo: 'betting' })]],
    ['half of it in an unknown language', 'review', [...many(2, item()), ...many(2, item({ readable: false }))]],
    ['one item in an unknown language', 'go', [item({ readable: false })]],
    ['a no-go topic that is no more', 'go', [item(CALM, { noGo: 'dropped-topic' })]],
  ])('on %s is %s', (_about, wanted, items) => expect(level(...items)).toBe(wanted));

  it('on a claim that nobody confirms asks for a person, until two outlets do', () => {
    const claim = item({ ...LAYOFFS, unconfirmed: true });
    expect(codes(claim, claim, ...many(30, item()))).toEqual(['unconfirmed']);
    expect(codes(claim, ...many(30, item()))).toEqual(['nothing-grave']);
    expect(codes(claim, claim, ...many(30, item()), ...many(2, item(CALM, { news: true })))).toEqual(['nothing-grave']);
    expect(codes(item({ unconfirmed: true }), ...many(30, item()))).toEqual(['nothing-grave']);
  });

  it('of one voice says so', () => {
    expect(codes(item(DEATH))).toEqual(['event.death', 'single-source']);
    expect(codes(item(DEATH), item(DEATH))).toEqual(['event.death']);
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

describe('what stands around a story', () => {
  const circumstances = {
    noGo: [],
    days: [],
    under: [],
    setting: null,
    climate: [],
    label: (id: string) => `the ${id}`,
    at: NOON,
  };
  const calm = () => gateOf(many(10, item()));

  it('closes it under its own tag, by sure words of several', () => {
    const said = { term: '#cup', voices: 4, sure: 3, share: 0.2, words: ['explosion'], signals: ['s1'] };
    const levelUnder = (more: object) => judge(calm(), { ...circumstances, under: [{ ...said, ...more }] }).level;
    expect(levelUnder({})).toBe('block');
    expect(levelUnder({ share: 0.1 })).toBe('review');
    expect(levelUnder({ term: 'lighthouse cup' })).toBe('review');
    expect(levelUnder({ sure: 0 })).toBe('go');
    expect(levelUnder({ voices: 2 })).toBe('go');
  });

  it('closes it while its topic is full of grave news, and no longer', () => {
    const gate = calm();
    const weather = { topic: 'sport', level: 'block' as const, voices: 5, words: ['explosion'], signals: ['s1'] };
    expect(judge(gate, { ...circumstances, climate: [weather] })).toMatchObject({
      level: 'block',
      reasons: [{ code: 'climate', data: { label: 'the sport' } }],
    });
    expect(judge(gate, circumstances).level).toBe('go');
  });

  it('asks for a person on a day of remembrance, and closes a story that speaks of it', () => {
    const day = { id: 'armistice', name: { en: 'Armistice', fr: 'Armistice' }, care: 'block' as const, isOurs: true };
    const on = (gate: GateState, more: object = {}) => judge(gate, { ...circumstances, days: [{ ...day, ...more }] });
    expect(on(calm())).toMatchObject({ level: 'review', reasons: [{ code: 'day.today' }] });
    expect(on(calm(), { isOurs: false }).level).toBe('go');
    expect(on(calm(), { care: 'review' }).level).toBe('go');
    const spoken = calm();
    for (const id of ['a', 'b', 'c']) readItem(spoken, { ...itemOf(post(id, by(id)), CALM), days: [day] });
    expect(on(spoken, { isOurs: false })).toMatchObject({ level: 'block', reasons: [{ code: 'day.spoken' }] });
  });

  it.each([
    ['grief', { grief: true }, {}],
    ['offensive', {}, { offends: true }],
    ['own-crisis', { trouble: true }, { namesBrand: true }],
  ])('asks for a person: %s', (code, reading, more) => {
    const gate = gateOf(many(5, item()));
    for (const id of ['a', 'b', 'c', 'd'])
      readItem(gate, { ...itemOf(post(id, by(id)), { ...CALM, ...reading }), ...more });
    expect(judge(gate, circumstances)).toMatchObject({ level: 'review', reasons: [{ code }] });
  });

  it('a bot counts once, however often it says so', () => {
    const gate = gateOf(many(5, item()));
    for (let i = 0; i < 20; i++) readItem(gate, itemOf(post(`again ${i}`, by('bot')), DEATH));
    expect(judge(gate, circumstances).level).toBe('go');
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
    const gate = gateOf(many(2, item(DEATH)));
    expect(verdictAt(gate).level).toBe('review');
    gateOf(many(80, item()), gate);
    expect(verdictAt(gate, 29.9)).toMatchObject({
      level: 'review',
      reasons: [{ code: 'held' }, { code: 'nothing-grave' }],
    });
    expect(verdictAt(gate, 30).level).toBe('go');
  });

  it('forgets what one voice alone said as soon as others say other things', () => {
    const gate = gateOf([item(DEATH)]);
    expect(verdictAt(gate).level).toBe('review');
    gateOf(many(9, item()), gate);
    expect(verdictAt(gate).level).toBe('go');
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
    rereadItem(gate, itemOf(edited, DEATH), CALM);
    expect(verdictAt(gate).level).toBe('review');
    rereadItem(gate, itemOf(edited, DEATH), DEATH);
    expect(gate.events.get('death 3')).toMatchObject({ items: 1, news: 1 });
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
    expect(joined.events.get('death 3')).toMatchObject({ items: 2, posts: 1, news: 0.5, severity: 3 });
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
