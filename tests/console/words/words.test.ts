import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sayInterval, sayLag, sayMinutes, sayWhen } from '../../../src/console/words/format.ts';
import { en } from '../../../src/console/words/en.ts';
import { fr } from '../../../src/console/words/fr.ts';
import { sayReason } from '../../../src/console/words/reason.ts';
import { chooseLanguage, setUpWords, speak } from '../../../src/console/words/set-up.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : flatten(value, `${path}${key}.`),
  );
const valuesIn = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((found) => found[1]).toSorted();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const words = (language: string) => setUpWords({ getItem: () => null }, [language]);

describe('the two languages', () => {
  it('say the same things with the same values', () => {
    const [english, french] = [Object.fromEntries(flatten(en)), Object.fromEntries(flatten(fr))];
    expect(Object.keys(french).toSorted()).toEqual(Object.keys(english).toSorted());
    const different = Object.keys(english).filter(
      (key) => String(valuesIn(english[key] ?? '')) !== String(valuesIn(french[key] ?? '')),
    );
    expect(different).toEqual([]);
  });

  it('name every part that readiness speaks of', async () => {
    const folder = join(import.meta.dirname, '../../../src/app');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
    const code = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
    const named = [...code.matchAll(/\b(?:waitFor|ask)\(\s*'([a-z-]+)'/g)].map(([, name]) => name!);
    expect(named).toContain('disk');
    expect(Object.keys(en.admin.health.part)).toEqual(expect.arrayContaining(named));
  });

  it('follow the person: what they chose, then their browser, then English', () => {
    expect(chooseLanguage('fr', ['en-GB'])).toBe('fr');
    expect(chooseLanguage(null, ['de', 'fr-CA', 'en'])).toBe('fr');
    expect(chooseLanguage('xx', ['de'])).toBe('en');
  });

  it('can be changed, and the choice is kept', async () => {
    const kept = new Map<string, string>();
    const i18n = await words('en');
    await speak(i18n, { setItem: (key, value) => void kept.set(key, value) }, 'fr');
    expect(i18n.t('app.live')).toBe('Direct');
    expect([...kept.values()]).toEqual(['fr']);
  });
});

const SAMPLES: [string, Record<string, string | number>, string, string][] = [
  ['pulse.authors', { authors: 1 }, '1 author', '1 auteur'],
  ['pulse.authors', { authors: 41 }, '41 different authors', '41 auteurs différents'],
  [
    'pulse.burst',
    { count: 41, minutes: 9, usual: 2.04 },
    '41 in 9 min, where 2 are usual',
    '41 en 9 min, d’ordinaire 2',
  ],
  [
    'pulse.flood',
    { postsPerAuthor: 6.25 },
    'Few people post a lot: 6.3 posts per author',
    'Peu de gens publient beaucoup : 6,3 messages par auteur',
  ],
  [
    'event.death',
    { posts: 14, share: 0.61 },
    'Death or mourning: 14 posts, 61% of the story',
    'Décès ou deuil : 14 messages, 61 % de l’histoire',
  ],
  [
    'event.death',
    { posts: 1, share: 0.1 },
    'Death or mourning: 1 post, 10% of the story',
    'Décès ou deuil : 1 message, 10 % de l’histoire',
  ],
  [
    'no-go',
    { label: 'Alcool', posts: 3 },
    'Forbidden topic “Alcool”: 3 posts',
    'Sujet interdit « Alcool » : 3 messages',
  ],
  [
    'chance.too-late',
    {},
    'Too late: the window closes before you usually answer',
    'Trop tard : la fenêtre se ferme avant que vous ne répondiez d’ordinaire',
  ],
  ['nothing-grave', {}, 'Nothing grave found in the posts', 'Rien de grave dans les messages'],
  ['faded', {}, 'Nobody speaks about it any more', 'Plus personne n’en parle'],
  ['comet.passed', { times: 2 }, 'comet passed, times 2', 'comet passed, times 2'],
];

describe('reasons', () => {
  it.each(SAMPLES)('%s %j', async (code, data, english, french) => {
    expect(plain(sayReason(await words('en'), { code, data }))).toBe(english);
    expect(plain(sayReason(await words('fr'), { code, data }))).toBe(french);
  });

  it('never lets a value of a post become markup or another sentence', async () => {
    const data = { word: '<b>$t(app.signOut)</b>' };
    expect(sayReason(await words('en'), { code: 'innocent', data })).toContain('<b>$t(app.signOut)</b>');
  });
});

describe('times', () => {
  it('are short, and never below zero', () => {
    expect([-3, 38, 89, 130, 300, 600, 4_000].map((minutes) => plain(sayMinutes(minutes, 'en')))).toEqual([
      '0 min',
      '38 min',
      '89 min',
      '2 h 10',
      '5 h',
      '10 h',
      '3 d',
    ]);
    expect(plain(sayMinutes(4_000, 'fr-FR'))).toBe('3 j');
    expect(plain(sayLag(42, 'en'))).toBe('42 s');
  });

  it('say the unit of an interval only where it is needed', () => {
    expect(sayInterval(25, 70, 'en')).toEqual({ from: '25', to: '70' });
    expect(plain(sayInterval(45, 180, 'en').to)).toBe('3 h');
  });

  it('are relative in the language of the reader', () => {
    expect(plain(sayWhen(0, 4 * 60_000, 'fr'))).toBe('il y a 4 min');
    expect(plain(sayWhen(0, 10_000, 'en'))).toBe('just now');
  });
});
