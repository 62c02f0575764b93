import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aStory, createChecker, HARBOUR, SETTINGS, SORBIER } from './support.ts';

const check = createChecker();
const codesOf = (text: string, matter = HARBOUR, lang?: string) =>
  check(matter, text, lang).findings.map(({ code, level }) => `${level} ${code}`);
const kindsOf = (text: string, code: string) =>
  check(HARBOUR, text).findings.flatMap((found) => (found.code === code ? [found.data['kind']] : []));

describe('places of findings', () => {
  it('are those of the words as they were written, hidden characters and accents included', () => {
    const text = '🙂 Un hom\u00adme a été tué, un enfant bles\u200bsé dans la fusillade';
    const { findings } = check(SORBIER, text, 'fr');
    for (const { words, places } of findings) {
      expect(places.map(([from, to]) => text.slice(from, to))).toEqual(words);
    }
    expect(findings.flatMap(({ words }) => words)).toEqual(expect.arrayContaining(['bles\u200bsé']));
  });

  it('lie in the text, whatever the text is', () => {
    const word = fc.constantFrom(
      ...[
        'killed',
        'tués',
        's h i t',
        'n4zi',
        '#susanalbumparty',
        '@someone',
        'http://a:b@1.2.3.4',
        'https://bit.ly/x',
        '-20 %',
      ],
      ...['\u200b', '\n', '🔥', 'É', 'œuf', '\ud800', 'e\u0301', '٣', 'BUY NOW', 'biodégradable', 'ﬁn', 'İ', '\u0000'],
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
      fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(undefined, 'en', 'fr', 'de'), (draft, lang) => {
        const { findings } = check({ ...HARBOUR, ...SETTINGS['storm'], ...SETTINGS['memorial'] }, draft, lang);
        for (const { places, words } of findings) {
          expect(words.length).toBeLessThanOrEqual(places.length);
          for (const [from, to] of places) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(from).toBeLessThan(to);
            expect(to).toBeLessThanOrEqual(draft.length);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'a',
    'a ',
    'A ',
    '#a',
    '@a',
    'http://',
    '://',
    'www.',
    's.',
    'killed ',
    '#analanal',
    '-20 % ',
    '\u200b',
    'Anna Bell ',
    '🔥',
    'е',
    'a\n',
    '$1',
  ])('are found in 100 kB of %j', (part) => {
    expect(() => check(SORBIER, part.repeat(100_000 / part.length))).not.toThrow();
  });
});

describe('links', () => {
  it.each([
    ['https://harbour.example/tea?cup=2', []],
    ['see harbourandpine.co.uk/tea or www.harbour.example.', []],
    ['javascript:alert(1)', ['code']],
    ['ftp://harbour.example/tea', ['scheme']],
    ['mailto:tea@harbour.example', ['scheme']],
    ['https://login:pass@harbour.example', ['user']],
    ['http://127.0.0.1/tea', ['address']],
    ['http://[::1]/tea', ['address']],
    ['http://2130706433/', ['address']],
    ['https://hаrbour.example', ['look-alike']],
    ['https://harb0urandpine.example', ['look-alike']],
    ['https://xn--caf-dma.example', ['foreign']],
    ['https://café.example', ['foreign']],
    ['bit.ly/3abc', ['shortener']],
    ['https://harbour.example/?utm_source=x&fbclid=1', ['tracker']],
    ['https://', ['broken']],
    ['Tea.Then biscuits. 3.14 and 10:30, and/or e.g. this', []],
  ])('%s', (text, kinds) => {
    expect(kindsOf(text, 'draft.link')).toEqual(kinds);
  });
});

describe('claims', () => {
  it('follow the countries of the brand', () => {
    const text = 'Un verre de vin et une ganache.';
    const inside = (countries: string[]) =>
      codesOf(text, { ...SORBIER, brand: { ...SORBIER.brand, countries } }, 'fr').filter((code) =>
        code.includes('claim'),
      );
    expect(inside(['FR'])).toEqual(['review draft.claim.alcohol']);
    expect(inside(['JP'])).toEqual([]);
    expect(inside([])).toEqual(['review draft.claim.alcohol']);
  });

  it('name the law', () => {
    const { findings } = check(SORBIER, 'Nos boîtes sont neutres en carbone.', 'fr');
    expect(findings[0]!.data['laws']).toContain('FR: Code de l’environnement'.replace('’', "'"));
  });

  it.each([
    'Gewinnspiel! Teilnahmebedingungen auf unserer Seite.',
    'L’abus d’alcool est dangereux pour la santé : notre vin chaud, à consommer avec modération.',
    'A wine gum beats a meeting.',
    'Time heals, tea helps.',
    'Chocolat à 70 % de cacao, 100 % plaisir.',
    'Better than ever: our flask.',
    'On ne guérit pas d’un fou rire.',
  ])('are not made by: %s', (text) => {
    const found = codesOf(text, { ...SORBIER, brand: { ...SORBIER.brand, countries: [] } });
    expect(found.filter((code) => code.includes('claim'))).toEqual([]);
  });

  it.each([
    ['Unser Tee heilt und ist klimaneutral.', 'de', ['block draft.claim.health', 'block draft.claim.environment']],
    ['Sorteo: puedes ganar una caja.', 'es', ['review draft.claim.contest']],
    ['Chiedi ai tuoi genitori, sconto del 30%.', 'it', ['block draft.claim.children', 'review draft.claim.price']],
    ['Rendement garanti, payez en 3 fois !', 'fr', ['block draft.claim.financial']],
    ['Interest free credit, and a guaranteed return.', 'en', ['block draft.claim.financial']],
  ])('are read in their language: %s', (text, lang, codes) => {
    const found = codesOf(text, { ...SORBIER, brand: { ...SORBIER.brand, countries: [] } }, lang);
    expect(found.filter((code) => code.includes('claim'))).toEqual(codes);
  });
});

describe('what surrounds a draft', () => {
  it('lets condolences pass before a person, and nothing that sells', () => {
    const sorry = 'Nos pensées vont aux familles des victimes de l’accident d’autocar, condoléances.';
    expect(check(SORBIER, sorry, 'fr').level).toBe('review');
    expect(check(SORBIER, `${sorry} Livraison offerte ce soir.`, 'fr').level).toBe('block');
  });

  it('says that an accepted story must wait', () => {
    const matter = { ...HARBOUR, story: aStory('go', { held: true }) };
    expect(codesOf('Tea, anyone?', matter)).toEqual(['block draft.story']);
  });

  it('says what it cannot read, and reads it with what it has', () => {
    expect(codesOf('Wir trinken heute Abend zusammen einen warmen Tee am Hafen.', HARBOUR, 'de')).toContain(
      'go draft.unreadable',
    );
  });

  it('finds no-go topics by the territory’s own queries, and shows their words', () => {
    const { findings } = check(SORBIER, 'Un carré pour fêter les élections législatives ?', 'fr');
    expect(findings.slice(0, 1)).toMatchObject([
      {
        code: 'draft.no-go',
        level: 'block',
        words: ['élections', 'législatives'],
        data: { label: 'Politique, élections, guerre' },
      },
    ]);
  });

  it('remarks upon shouting, not upon names and abbreviations', () => {
    expect(codesOf('GET YOUR TEA WHILE IT IS HOT')).toEqual(['go draft.shouting']);
    expect(codesOf('The BBC, the NHS and the RNLI like tea.')).toEqual([]);
  });

  it('minds emoji beside grave stories only', () => {
    expect(codesOf('What a night 🔥')).toEqual([]);
    expect(codesOf('What a night 🔥', { ...HARBOUR, ...SETTINGS['review'] })).toEqual([
      'review draft.story',
      'review draft.emoji',
    ]);
  });

  it('lets a brand name itself', () => {
    expect(codesOf('Bonsoir, ici @MaisonSorbier', SORBIER)).toEqual([]);
  });
});
