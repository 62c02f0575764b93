import type { RawSignal } from '../../src/contract/signal.ts';

/** Said about a film that does not exist, by people who do not exist. */
const LAUGHS = [
  'la bande-annonce du nouveau film Céladon fait rire tout le monde, surtout la scène du perroquet',
  'je viens de voir la bande-annonce du film Céladon, j’en pleure de rire dans le métro',
  'le nouveau film Céladon a la meilleure bande-annonce de l’année, voilà, c’est dit',
  'mon frère passe la bande-annonce de Céladon en boucle depuis une heure, au secours',
  'qui a compris la fin de la bande-annonce du film Céladon ? le gâteau, vraiment ?',
  'bande-annonce de Céladon : le majordome et la pièce montée, je valide à deux cents pour cent',
  'trois minutes de bande-annonce et le film Céladon est déjà mon préféré',
  'la scène du dîner dans la bande-annonce du film Céladon, quel bonheur ce soir',
  'Céladon, le film : sortie le mois prochain et la bande-annonce est hilarante',
  'ma grand-mère me demande la bande-annonce du film Céladon, elle l’a reçue quatre fois',
  'personne ne parle d’autre chose que de la bande-annonce du nouveau film Céladon',
  'ce perroquet dans la bande-annonce de Céladon mérite un prix à lui tout seul',
  'j’ai renversé mon chocolat chaud devant la bande-annonce du film Céladon',
  'la bande-annonce du nouveau film Céladon tourne partout et c’est mérité',
  'vous aussi vous avez chanté avec la bande-annonce du film Céladon ? non ? juste moi ?',
  'Céladon : une bande-annonce, un perroquet, un gâteau, et la soirée est sauvée',
  'la bande-annonce du film Céladon vaut mieux que tous les films vus ce mois-ci',
  'à la maison on rejoue la bande-annonce de Céladon avec les coussins, le film promet',
  'le nouveau film Céladon, enfin une bande-annonce qui ne raconte pas tout',
  'merci à la bande-annonce du film Céladon pour ce fou rire au bureau',
];

const TURNS = [
  'on apprend que',
  'terrible nouvelle,',
  'je ne ris plus du tout :',
  'selon la production,',
  'mon cousin y travaille,',
].flatMap((begin, n) =>
  [
    'deux morts sur le tournage, on cherche des blessés',
    'une grue est tombée sur le plateau, deux morts et des blessés',
    'deux techniciens sont morts pendant le tournage',
    'deux morts et plusieurs blessés graves dans un accident du tournage',
  ].map(
    (end, m) => `la bande-annonce du nouveau film Céladon… ${begin} ${end} (${String(18 + n)} h ${String(11 + 7 * m)})`,
  ),
);

const posts = (name: string, texts: readonly string[], end: number, everyMs: number): RawSignal[] =>
  texts.map((text, n) => ({
    source: 'town-square',
    kind: 'post' as const,
    externalId: `${name}-${String(n)}`,
    publishedAt: new Date(end - (texts.length - n) * everyMs).toISOString(),
    lang: 'fr',
    text,
    author: { id: `town-square:${name}-${String(n)}`, handle: `${name}.${String(n)}`, followers: 100 + 37 * n },
  }));

const STAGE = ['à l’instant :', 'on me dit que', 'terrible,', 'la mairie confirme :', 'ma sœur y était,'].flatMap(
  (begin, n) =>
    [
      'la scène s’est effondrée, deux morts et des blessés',
      'deux morts et plusieurs blessés graves devant la scène',
      'on cherche encore des blessés, il y a deux morts',
      'deux personnes sont mortes, des blessés partout',
    ].map(
      (end, m) => `concert de la chanteuse Ondine Valmer… ${begin} ${end} (${String(16 + n)} h ${String(9 + 8 * m)})`,
    ),
);

/** `now`: ms since 1970. */
export const trailer = (now: number): RawSignal[] => posts('perroquet', LAUGHS, now, 2_000);
export const stageFalls = (now: number): RawSignal[] => posts('concert', STAGE, now, 1_000);
export const trailerTurns = (now: number): RawSignal[] => posts('plateau', TURNS, now, 1_000);
