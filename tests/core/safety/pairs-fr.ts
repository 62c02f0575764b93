import { BLOCK, CARE, GO, told, type Told } from './told.ts';

/** Written for the project; every event is fictional. */
export const FRENCH: readonly Told[] = [
  told(
    'fr',
    'une panne au stade',
    GO,
    ['La finale interrompue par une panne de courant, aucun blessé', 'Panne au stade : le public chante dans le noir'],
    [
      'tout le stade dans le noir et ça chante',
      'plus de lumière, meilleure mi-temps de ma vie',
      'panne de courant en finale mdr',
      'les projecteurs ont lâché, ambiance de folie',
    ],
  ),
  told(
    'fr',
    "une panne à l'hôpital",
    BLOCK,
    [
      "Trois morts après une panne de courant à l'hôpital",
      "Panne à l'hôpital : les familles des victimes demandent des comptes",
    ],
    [
      'ma tante était dans ce service, on est effondrés',
      "trois morts parce qu'un générateur a lâché",
      'de tout cœur avec les familles',
      'comment un hôpital peut perdre le courant, des gens sont morts',
    ],
  ),
  told(
    'fr',
    'une morsure au match',
    GO,
    ["L'attaquant mord le défenseur en demi-finale", 'Morsure en plein match : le joueur risque une suspension'],
    [
      "il l'a MORDU en plein match",
      "quelqu'un lui donne un sandwich svp",
      'il avait faim le monsieur',
      "l'arbitre n'a rien vu",
    ],
  ),
  told(
    'fr',
    'un coup de couteau au match',
    BLOCK,
    ['Un supporter poignardé à mort avant le match', 'Attaque au couteau près du stade : un mort, un homme interpellé'],
    [
      "un supporter est mort, poignardé, c'est horrible",
      'il y a des policiers partout',
      'repose en paix',
      "j'y étais, on a couru",
    ],
  ),
  told(
    'fr',
    'une fusillade',
    BLOCK,
    ['Fusillade dans un centre commercial : quatre morts', 'Un homme ouvre le feu, quatre personnes tuées'],
    [
      "des coups de feu au centre commercial, n'y allez pas",
      'quatre morts, quelle horreur',
      "j'étais dans le magasin, on s'est cachés",
      'le tireur a été abattu par la police',
    ],
  ),
  told(
    'fr',
    'des morts dans une série',
    GO,
    ["Final de la série : la mort que personne n'attendait", 'Le dernier épisode choque les fans'],
    [
      'SPOIL il meurt dans le dernier épisode je suis au bout',
      'ils ont tué mon personnage préféré',
      'morte de rire devant cette série',
      'épisode 8 : trois morts dans la série, merci bonsoir',
    ],
  ),
  told(
    'fr',
    "la mort d'un acteur",
    BLOCK,
    ["L'acteur de la série est mort à 71 ans", 'Décès du comédien : sa famille confirme'],
    [
      'repose en paix, toute mon enfance',
      'il est décédé, je pleure',
      'condoléances à la famille',
      'un grand acteur nous a quittés',
    ],
  ),
  told(
    'fr',
    "la naissance d'un prince",
    GO,
    ["C'est un garçon : naissance du prince ce matin", 'Le palais annonce la naissance du prince'],
    ['bienvenue petit prince', 'un garçon ! trop mignon', 'bébé royal, enfin', 'une bonne nouvelle pour une fois'],
  ),
  told(
    'fr',
    'un crash de site',
    GO,
    ["La billetterie plante à l'ouverture des ventes", 'Site en panne : trop de monde pour la finale'],
    [
      'le site a planté quand je payais',
      'le site a crashé, mon ordi aussi',
      'une tuerie cette affiche, mais le site est mort',
      '300 000 personnes dans la file puis le bug',
    ],
  ),
  told(
    'fr',
    "un accident d'autocar",
    BLOCK,
    ["Accident d'autocar de supporters : onze morts", 'Autoroute : onze personnes tuées dans la collision'],
    [
      'onze supporters morts sur la route de la finale',
      "terrible accident sur l'autoroute",
      'pensées pour les familles des victimes',
      'mon cousin était dans ce car',
    ],
  ),
  told(
    'fr',
    'des mots forts qui applaudissent',
    GO,
    ['Le nouveau single numéro un en un jour', "Tube de l'été : tout le monde le passe"],
    [
      "c'est une tuerie ce morceau",
      'il a tout déchiré, une bombe',
      'je suis morte de rire',
      'le feu hier soir, salle en feu',
    ],
  ),
  told(
    'fr',
    'un incendie',
    BLOCK,
    ['Incendie dans une tour : au moins neuf morts', 'Les pompiers luttent contre le feu, des habitants piégés'],
    [
      'des gens sont coincés aux étages',
      "neuf morts dans l'incendie, affreux",
      'on a été évacués à 3h, on a tout perdu',
      'courage aux pompiers et aux familles des victimes',
    ],
  ),
  told(
    'fr',
    'des témoignages sous un mot-dièse',
    CARE,
    ['#MonPremierBoulot : des milliers de récits de harcèlement'],
    [
      "mon premier boulot, mon chef m'a agressée dans la réserve",
      "j'avais 17 ans, il m'a harcelée pendant des mois",
      "j'ai été victime d'agression sexuelle, personne ne m'a crue",
      "je n'en avais jamais parlé #monpremierboulot",
    ],
  ),
];
