import { describe, expect, it } from '@jest/globals';
import { createEventReader } from '../../../src/core/safety/events.ts';
import { createSafetyReader } from '../../../src/core/safety/reader.ts';
import { article, post, shippedReader, shippedSafety } from '../../support/signals.ts';

describe('what is read in a signal', () => {
  it('is read once for all brands, and again where its words have changed', () => {
    let reads = 0;
    const events = shippedReader();
    const read = createSafetyReader((signal) => {
      reads += 1;
      return events(signal);
    }, null);
    const signal = post('nothing much');
    read(signal);
    read({ ...signal });
    expect(reads).toBe(1);
    read({ ...signal, text: 'three people killed' });
    expect(reads).toBe(2);
  });

  it('tells insults in posts from curses, and never in the news', () => {
    const read = shippedSafety();
    const insult = 'you are a worthless piece of garbage, go back to your country you filthy rats';
    expect(read(post(insult)).offends).toBe(true);
    expect(read(post('what a lovely evening at the stadium')).offends).toBe(false);
    expect(read(article(insult)).offends).toBe(false);
  });

  it.each([
    ['a series', 'en', 'Spoiler: they killed him off in the last episode, stabbed in his own bed', 0],
    ['its shoot', 'en', 'Two crew members killed on the film set of the last episode, police say', 1],
    ['une série', 'fr', 'Divulgâchage : il est assassiné dans le dernier épisode', 0],
    ['son tournage', 'fr', 'Deux morts sur le tournage du dernier épisode, une enquête est ouverte', 1],
  ])('comes apart in %s (%s)', (_about, lang, text, graver) => {
    const { grave } = shippedReader()(post(text, { lang }));
    expect(grave.filter(({ severity }) => severity === 3).length > 0).toBe(graver === 1);
  });

  it('knows who hopes from who knows', () => {
    const read = shippedReader();
    const reassuring = (text: string) => read(post(text)).reassuring;
    expect(reassuring('Nobody was hurt, says the minister')).toBe(true);
    expect(reassuring('Hope nobody was hurt')).toBe(false);
  });

  it('of a language that is known in part says what is grave, never that nothing is', () => {
    const partial = { types: [{ type: 'disaster' as const, severity: 3 as const, entries: [entry('terremoto')] }] };
    const read = createEventReader([{ language: 'es', partial: true, ...partial, ...noMarks }]);
    expect(read(post('Fuerte terremoto en la costa', { lang: 'es' }))).toMatchObject({
      readable: false,
      grave: [{ type: 'disaster', word: 'terremoto' }],
    });
    expect(read(post('Hola', { lang: 'es' })).readable).toBe(false);
  });
});

const entry = (word: string) => ({ words: [word], innocent: [], grave: [], sure: true, alone: true });
const none: string[] = [];
const noMarks = {
  ...{ firstPerson: none, unconfirmed: none, reassuring: none, hope: none, grief: none },
  ...{ trouble: none, fiction: none, play: none, real: none },
};
