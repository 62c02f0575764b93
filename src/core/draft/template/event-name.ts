import nlp from 'compromise/three';
import type { WriterBook } from '../../../contract/writer-book.ts';
import { fold } from '../../text/fold.ts';
import { findPhrases, phraseTable } from '../../text/phrases.ts';
import { tokenize } from '../../text/tokens.ts';
import type { Brief } from '../brief.ts';
import { englishNoun } from './english.ts';
import { frenchNoun } from './french.ts';
import type { Noun } from './noun.ts';

/** Share of items that must say it where the title does not. */
const LEAST_SHARE = 0.3;
const LONGEST = 40;

/** What the event is called in the language wanted; null where no name is sure. */
export function createNameFinder(books: readonly WriterBook[]) {
  const known = new Map(
    books.map((book) => [
      book.language,
      phraseTable(book.names.flatMap(({ name, words }) => words.map((word) => [word, { name, word }] as const))),
    ]),
  );

  return function findName(brief: Brief): Noun | null {
    const { lang } = brief.wanted;
    const listed = listedName(brief, known.get(lang) ?? null);
    if (listed !== null) return asName(listed, lang);
    return ownName(brief);
  };
}

type Names = ReturnType<typeof phraseTable<{ name: string; word: string }>>;

/** A known event that the title names, or most items do; the one that says most. */
function listedName({ story }: Brief, names: Names | null): string | null {
  if (!names) return null;
  const inTitle = longest(findPhrases(names, tokenize(story.title)));
  if (inTitle) return inTitle;
  const counts = new Map<string, number>();
  for (const { title, text } of story.items) {
    const found = new Set(findPhrases(names, tokenize(`${title} . ${text}`)).map(({ value }) => value.name));
    for (const name of found) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best && best[1] >= 2 && best[1] / story.items.length >= LEAST_SHARE ? best[0] : null;
}

function longest(found: readonly { value: { name: string; word: string }; from: number; to: number }[]): string | null {
  const [best] = [...found].sort((a, b) => b.to - b.from - (a.to - a.from));
  return best?.value.name ?? null;
}

const asName = (name: string, lang: string): Noun => {
  const noun = lang === 'fr' ? frenchNoun(name) : /^the /iu.test(name) ? englishNoun(name) : null;
  return noun ?? { text: name, gender: null, plural: false, bare: true };
};

/** Capital words one behind the other, with what stands between them; a year may. */
const RUN =
  /\p{Lu}[\p{L}\p{M}’'&-]*(?:\s+(?:(?:of|the|des|de|du|la|le|les|et|d|l|and|&|20\d\d)\s+){0,2}\p{Lu}[\p{L}\p{M}’'&-]*)+/gu;

/** A name that the story's texts in this language share and that holds words of the brand's own territory. */
function ownName({ story, wanted: { lang } }: Brief): Noun | null {
  const hits = story.hits.filter((hit) => !hit.startsWith('#') && hit.length > 2).map((hit) => fold(hit));
  const texts = story.items.filter((item) => item.lang === lang).map(({ title, text }) => `${title} . ${text}`);
  const counts = new Map<string, number>();
  for (const text of texts) {
    const runs = new Set([...text.matchAll(RUN)].map(([run]) => trimmed(run)));
    for (const run of runs) if (isName(run, hits, lang)) counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  const title = fold(story.title);
  if (!best || (best[1] < 2 && !title.includes(fold(best[0])))) return null;
  return withArticle(best[0], texts, lang);
}

const trimmed = (run: string): string =>
  run.replace(/^(?:The|La|Le|Les|Watch|Live|Follow)\s+/u, '').replace(/\s+20\d\d$/u, '');

/** Two of the territory's words, or one that is more than a common one, and no person. */
function isName(run: string, hits: readonly string[], lang: string): boolean {
  const words = tokenize(run);
  if (words.length < 2 || run.length > LONGEST) return false;
  const plain = words.join(' ');
  const telling = hits.filter((hit) =>
    hit.endsWith('*') ? words.some((w) => w.startsWith(hit.slice(0, -1))) : ` ${plain} `.includes(` ${hit} `),
  );
  if (telling.length === 0) return false;
  return telling.includes(plain) || lang !== 'en' || !nlp(run).has('#Person');
}

/** The article that people put before it. */
function withArticle(name: string, texts: readonly string[], lang: string): Noun | null {
  const plain = name.toLowerCase();
  const before = (articles: readonly string[]) =>
    articles.find((article) => texts.some((text) => ` ${text.toLowerCase()}`.includes(`${article}${plain}`)));
  if (lang === 'en') {
    const takes =
      before([' the ']) !== undefined ||
      /\b(?:Cup|Games|Olympics|Open|Championships?|Awards|Nations|Jubilee|League|Festival|Proms)$/u.test(name);
    return { text: name, gender: null, plural: false, bare: !takes };
  }
  const article = before([
    ' la ',
    ' le ',
    ' les ',
    ' l’',
    " l'",
    ' de la ',
    ' du ',
    ' des ',
    ' à la ',
    ' au ',
    ' aux ',
  ]);
  const head = HEADS[fold(name.split(/\s/u)[0]!)];
  if (head) return frenchNoun(`${head} ${name}`);
  const plainArticle = ARTICLES[article?.trim() ?? ''];
  return plainArticle ? frenchNoun(`${plainArticle} ${name}`) : null;
}

const HEADS: Record<string, string> = {
  ...{
    coupe: 'la',
    ligue: 'la',
    fete: 'la',
    finale: 'la',
    nuit: 'la',
    tournoi: 'le',
    championnat: 'le',
    festival: 'le',
  },
  ...{ tour: 'le', grand: 'le', mondial: 'le', jeux: 'les', cesars: 'les', trophee: 'le', salon: 'le', marche: 'le' },
};
const ARTICLES: Record<string, string> = {
  ...{ la: 'la', 'de la': 'la', 'à la': 'la', le: 'le', du: 'le', au: 'le', les: 'les', des: 'les', aux: 'les' },
};
