import { describe, expect, it } from '@jest/globals';
import { callingAt, complete, splitMentions, stillCalled, suggest } from '../../../src/console/team/mentions.ts';
import type { Colleague } from '../../../src/contract/teamwork.ts';

const colleague = (name: string): Colleague => ({ id: name.toLowerCase(), name, roles: ['editor'] });
const team = ['Élodie Marchand', 'Nadia Berger', 'Nadia Bell', 'Tom'].map(colleague);
const person = (name: string) => ({ id: name.toLowerCase(), name });

describe('calling a colleague while writing', () => {
  it.each<[string, string | null]>([
    ['@', ''],
    ['Look @na', 'na'],
    ['Look @nadia be', 'nadia be'],
    ['(@tom', 'tom'],
    ['tom@rebond', null],
    ['Look @nadia berger please', null],
    ['Look @nadia, and', null],
    ['nobody', null],
  ])('%j', (text, word) => {
    expect(callingAt(text, text.length)?.word ?? null).toBe(word);
  });

  it('suggests whose name, or a part of it, begins so, accents aside', () => {
    const names = (word: string) => suggest(team, word, 3).map(({ name }) => name);
    expect(names('na')).toEqual(['Nadia Berger', 'Nadia Bell']);
    expect(names('elo')).toEqual(['Élodie Marchand']);
    expect(names('march')).toEqual(['Élodie Marchand']);
    expect(names('')).toHaveLength(3);
    expect(names('x')).toEqual([]);
  });

  it('puts the whole name where the letters stood, in the middle of a text too', () => {
    const text = 'Ask @na before noon';
    const calling = callingAt(text, 7);
    expect(calling && complete(text, calling, 'Nadia Berger')).toEqual({
      text: 'Ask @Nadia Berger before noon',
      caret: 'Ask @Nadia Berger '.length,
    });
  });

  it('calls only those whose name still stands there, and marks them in the text', () => {
    const called = [person('Nadia Berger'), person('Tom')];
    expect(stillCalled('@Tom look', called)).toEqual([person('Tom')]);
    expect(splitMentions('Hi @Tom (a.b), @Tommy', [person('Tom'), person('Tommy')])).toEqual([
      { text: 'Hi ', called: false },
      { text: '@Tom', called: true },
      { text: ' (a.b), ', called: false },
      { text: '@Tommy', called: true },
    ]);
    expect(splitMentions('Hi @A.* [x', [person('A.* [x')])[1]).toEqual({ text: '@A.* [x', called: true });
  });
});
