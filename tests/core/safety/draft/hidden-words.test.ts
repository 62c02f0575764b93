import { describe, expect, it } from '@jest/globals';
import { createChecker, HARBOUR, SORBIER } from './support.ts';

const check = createChecker();
const hiddenIn = (text: string, matter = HARBOUR) =>
  check(matter, text).findings.flatMap(({ code, data }) =>
    code === 'draft.hidden-word' ? [String(data['word'])] : [],
  );

const HARMLESS =
  '#grapefruit #grapefruitjuice #cocktailhour #peacockfeathers #therapytime #therapistlife #essexlife #sussexcoast ' +
  '#middlesexcricket #scunthorpe #scunthorpeunited #penistonemarket #assassinscreed #classicalmusic #massiveattack #titanicmuseum ' +
  '#saturdaynight #analogphotography #analysisparalysis #canalwalk #documentary #shiitakesoup #skyscraper #passionfruit ' +
  '#glassmaking #basketball #grassroots #bassguitar #chocolate #charlesdickens #hancock #mondaymotivation #throwbackthursday ' +
  '#expertadvice #sextant #sixnations #unisexfashion #sextonblake #bananabread #harbourandpine #flaskfriday #cozyseason ' +
  '#habite #bitesize #dispute #disputedefinale #lesdeputes #culturepop #concours #concertdunoel #calculmental #canicule ' +
  '#ridicule #violettes #violoncelle #violencedesvagues #encyclopedie #chatsetchiens #chatons #confiture #balconfleuri #chocolatchaud ' +
  '#salondeprovence #lamaisonsorbier #velopedale #saintvalentin #fetedesmeres #recettefacile #jeuxolympiques #putney #computer #repute ' +
  '#manufacture #montenegro #arsenal #embarrassing #christmaspudding #teatime #goodvibes #NowThatsMusic #poirebellehelene';

describe('words that nobody wrote and everybody reads', () => {
  it.each([
    ['#susanalbumparty', 'anal'],
    ['#powergenitalia', 'genitalia'],
    ['#penisland', 'penis'],
    ['#whorepresents', 'whore'],
    ['#expertsexchange', 'sex'],
    ['#Fuckthisrain', 'fuck'],
  ])('are read in %s', (tag, word) => {
    expect(hiddenIn(`See you at ${tag} tonight`)).toEqual([word]);
  });

  it('are not read where capitals show the words, but remarked upon', () => {
    const { level, findings } = check(HARBOUR, 'See you at #SusanAlbumParty tonight');
    expect(level).toBe('go');
    expect(findings).toMatchObject([{ code: 'draft.hidden-word', level: 'go', data: { kind: 'hashtag-cased' } }]);
  });

  it.each(HARMLESS.split(' '))('are not seen in %s', (tag) => {
    expect(hiddenIn(`Rendez-vous with ${tag}`)).toEqual([]);
    expect(hiddenIn(tag, SORBIER)).toEqual([]);
  });

  it.each([
    ['first letters of a sentence', 'Nobody anticipates zesty icing.', 'nazi'],
    ['first letters of a name', 'Come to the Kansas Kids Klub on Friday', 'kkk'],
    ['first letters of lines', 'Snow\nHot tea\nInside\nTogether', 'shit'],
    ['letters one by one', 'what the f u c k', 'fuck'],
    ['letters with points', 'what the f.u.c.k', 'fuck'],
    ['a word cut by a point', 'what the fu.ck', 'fuck'],
    ['digits for letters', 'what a b1tch', 'bitch'],
    ['signs for letters', 'what a $hit show', 'shit'],
    ['letters of another script', 'what a bіtсh', 'bitch'],
    ['characters of no width', 'what a bit\u200bch', 'bitch'],
  ])('are read in %s', (_how, text, word) => {
    expect(hiddenIn(text)).toEqual([word]);
  });

  it.each([
    'Buy our A55 and B12 flasks, gate 7, 4x4 or 2e main.',
    'U.S. and U.K. fans, see you at 5 p.m.',
    'J’ai vu M. A. et Mme B. à la S.N.C.F.',
    'Sunday, Monday, Tuesday\nWe bake\nWe rest\nWe sail',
    'Rock ’n’ roll & R&B, C’est la vie',
    'Café-crème, pain au chocolat, pique-nique et va-et-vient',
    'We’ll be back at 9 a.m. (co-op, e-shop, T-shirt, x-ray).',
  ])('are not seen in: %s', (text) => {
    expect(hiddenIn(text)).toEqual([]);
    expect(hiddenIn(text, SORBIER)).toEqual([]);
  });
});
