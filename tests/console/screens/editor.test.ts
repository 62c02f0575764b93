import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frenchSpacing } from '../../../src/console/screens/drafts/editor/french-spacing.ts';
import { otherPlatforms, platformsOf, withVariant } from '../../../src/console/screens/drafts/editor/platforms.ts';
import { overFrom } from '../../../src/console/screens/drafts/editor/use-limits.ts';
import { piecesOf } from '../../../src/console/screens/drafts/preview/pieces.ts';
import { linksOf } from '../../../src/core/draft/limits/links.ts';
import { measure } from '../../../src/core/draft/limits/measure.ts';

const N = '\u202f';

describe('French spacing', () => {
  it.each([
    ['Prêts ? Oui !', `Prêts${N}? Oui${N}!`],
    ['Prêts? Oui!', `Prêts${N}? Oui${N}!`],
    ['Le stade : noir ; nous : là', `Le stade${N}: noir${N}; nous${N}: là`],
    ['Il dit « oui » et «non»', `Il dit «${N}oui${N}» et «${N}non${N}»`],
    ['Quoi ?! Non !!!', `Quoi${N}?! Non${N}!!!`],
    ['À 20:30, 50 % de flan à 3 €', `À 20:30, 50${N}% de flan à 3${N}€`],
    ['Voir https://a.example/b?c=1;d !', `Voir https://a.example/b?c=1;d${N}!`],
    ['Bien vu :) et ;-)', 'Bien vu :) et ;-)'],
    ['Bravo 🎉 !', `Bravo 🎉${N}!`],
    ['Ligne :\nsuite', `Ligne${N}:\nsuite`],
  ])('%j becomes %j', (text, spaced) => {
    expect(frenchSpacing(text)).toBe(spaced);
  });

  it('changes nothing a second time, and no letter ever', () => {
    const french = fc.string({ unit: fc.constantFrom(...'aé1 ?!:;«»%€/.h'.split(''), N, 'https://x.fr ') });
    fc.assert(
      fc.property(french, (text) => {
        const once = frenchSpacing(text);
        expect(frenchSpacing(once)).toBe(once);
        expect(once.replace(/[\s\u202f]/g, '')).toBe(text.replace(/[\s\u202f]/g, ''));
      }),
    );
  });
});

describe('where a draft goes', () => {
  it('is where the brand usually speaks, until somebody says otherwise for this one', () => {
    const usual = ['x', 'bluesky'] as const;
    const draft = { variants: [] };
    expect(platformsOf(draft, usual)).toEqual(['x', 'bluesky']);
    const own = withVariant(draft, usual, 'x', 'Court');
    expect(own.variants).toEqual([{ platform: 'x', text: 'Court' }, { platform: 'bluesky' }]);
    expect(withVariant(own, usual, 'x', undefined).variants).toEqual([{ platform: 'x' }, { platform: 'bluesky' }]);
    expect(withVariant(own, usual, 'bluesky', null).variants).toEqual([{ platform: 'x', text: 'Court' }]);
    expect(withVariant(own, usual, 'internal', undefined).variants.at(-1)).toEqual({ platform: 'internal' });
    expect(otherPlatforms(['x'], usual).slice(0, 2)).toEqual(['bluesky', 'facebook']);
  });
});

describe('a post as it will look', () => {
  it('is in pieces: what can be pressed, and what is too much, from its very character on', () => {
    const text = 'Voir https://sorbier.fr/a#b et @gazette@serveur.fr : #Flan, pas #1 ni a@b';
    const pieces = piecesOf(text, linksOf(text), text.indexOf('Flan'));
    expect(pieces.map(({ text: piece }) => piece).join('')).toBe(text);
    const told = pieces
      .filter(({ kind }) => kind !== 'plain')
      .map(({ text: piece, kind, over }) => [piece, kind, over]);
    expect(told).toEqual([
      ['https://sorbier.fr/a#b', 'link', false],
      ['@gazette@serveur.fr', 'mention', false],
      ['#', 'tag', false],
      ['Flan', 'tag', true],
    ]);
  });

  it('is too long from where the platform would cut it: whole characters, links and all', () => {
    const limits = { measure, linksOf };
    const from = (text: string, platform: 'x' | 'bluesky') => overFrom(limits, measure(platform, text), text);
    expect(from('a'.repeat(280), 'x')).toBeNull();
    expect(from(`${'a'.repeat(279)}👨‍👩‍👧`, 'x')).toBe(279);
    expect(from(`${'👨‍👩‍👧'.repeat(301)}`, 'bluesky')).toBe('👨‍👩‍👧'.length * 300);
    const any = fc.string({
      unit: fc.constantFrom('a', 'é', N, '👩‍🚀', ' https://sorbier.fr/recettes ', '字'),
      minLength: 100,
    });
    fc.assert(
      fc.property(any, (text) => {
        const at = from(text, 'x');
        if (at !== null) expect(measure('x', text.slice(0, at)).over).toBe(0);
        else expect(measure('x', text).over).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
