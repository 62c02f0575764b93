import type { VerdictLevel } from '../../../src/contract/opportunity.ts';

/** A small story: the news (n) and posts (p) that tell it, and what a brand's gate must say. */
export interface Told {
  readonly about: string;
  readonly lang: 'en' | 'fr';
  readonly wanted: readonly VerdictLevel[];
  readonly n: readonly string[];
  readonly p: readonly string[];
}

const GO = ['go'] as const;
const CARE = ['review', 'block'] as const;
const BLOCK = ['block'] as const;

const told = (lang: 'en' | 'fr', about: string, wanted: Told['wanted'], n: readonly string[], p: readonly string[]): Told => ({
  about,
  lang,
  wanted,
  n,
  p,
});

/** Written for the project; every event is fictional. */
export const PAIRS: readonly Told[] = [
  told('en', 'a blackout at a stadium', GO,
    ['Final halted as floodlights fail, nobody hurt', 'Power cut stops the cup final, crowd sings in the dark'],
    ['the whole stadium is pitch black and singing', 'floodlights died and honestly best half time ever', 'phones up, lights out, what a final', 'power cut at the final, my kettle is on just in case']),
  told('en', 'a blackout in a hospital', BLOCK,
    ['Three patients die after power cut at city hospital', 'Hospital blackout: families of the dead demand answers'],
    ['my aunt was on that ward, we are devastated', 'three people dead because a generator failed', 'praying for everyone at the hospital tonight', 'how does a hospital lose power, people died']),
  told('en', 'a bite at a match', GO,
    ['Striker appears to bite defender in goalmouth', 'Forward faces ban after bite in semi-final'],
    ['he BIT him, an actual bite, in a world cup', 'someone get that man a sandwich', 'bite of the season', 'referee did not see the bite, everybody else did']),
  told('en', 'a stabbing at a match', BLOCK,
    ['Two supporters stabbed outside stadium, one dead', 'Man arrested after fatal stabbing before match'],
    ['a fan was stabbed to death before kick off, sickening', 'police everywhere, someone has been stabbed', 'rest in peace, nobody should die at a match', 'heard screams near gate 4, man with a knife']),
  told('en', 'a shooting', BLOCK,
    ['Gunman opens fire at shopping centre, four killed', 'Mass shooting: police confirm four dead'],
    ['shots fired at the mall, please stay away', 'four people killed, this is heartbreaking', 'I was there, we hid in the stock room', 'police say the gunman is dead']),
  told('en', 'deaths in a series', GO,
    ['Fans in shock as finale kills off its hero', 'Season finale: the death nobody expected'],
    ['SPOILER he died in the last episode, I am not ok', 'they killed my favourite character in the finale', 'that episode, dead. i am dead', 'the series killed three characters in one episode']),
  told('en', 'the death of an actor', BLOCK,
    ['Beloved star of the series dies aged 71', 'Actor found dead at home, family confirms'],
    ['rest in peace, my whole childhood', 'he has died, I cannot stop crying', 'thoughts with the family, tributes everywhere', 'gone too soon, heartbroken']),
  told('en', 'a burglary with a suspect', CARE,
    ['Museum burglary: man charged with theft of crown jewels', 'Armed robbers steal jewels from museum, suspect named'],
    ['they arrested someone for the museum robbery', 'guards were threatened with a gun', 'named and charged already', 'armed robbery in broad daylight']),
  told('en', 'the birth of a prince', GO,
    ['It is a boy: royal baby born this morning', 'Palace announces the birth of a prince'],
    ['welcome little prince', 'a boy! already naming my biscuit after him', 'royal baby watch is over', 'happy news for once']),
  told('en', 'the death of a prince', BLOCK,
    ['Prince dies aged 9 after illness, palace announces', 'Nation mourns the death of a prince'],
    ['the little prince has died, so sad', 'rest in peace', 'flags at half mast, thoughts with the family', 'heartbroken for his parents']),
  told('en', 'a crash of a coach', BLOCK,
    ['Coach carrying supporters crashes, eleven dead', 'Motorway crash: police confirm eleven killed'],
    ['eleven supporters killed on their way to the final', 'terrible coach crash on the motorway', 'air ambulance just landed, pray for them', 'my cousin was on that coach']),
  told('en', 'fire as praise', GO,
    ['New single tops the charts in a day', 'Summer anthem: the track everybody plays'],
    ['this track is fire', 'album is straight fire', 'on fire tonight, what a set', 'absolute bomb of a chorus, killed it']),
  told('en', 'a fire in a tower', BLOCK,
    ['Tower block fire: at least nine people dead', 'Firefighters battle blaze in flats, residents trapped'],
    ['people trapped on the upper floors', 'nine dead in the fire, awful', 'we were evacuated at 3am, our home is gone', 'praying for the residents and firefighters']),
  told('fr', 'une panne au stade', GO,
    ['La finale interrompue par une panne de courant, aucun blessé', 'Panne au stade : le public chante dans le noir'],
    ['tout le stade dans le noir et ça chante', 'plus de lumière, meilleure mi-temps de ma vie', 'panne de courant en finale mdr', 'les projecteurs ont lâché, ambiance de folie']),
  told('fr', 'une panne à l\'hôpital', BLOCK,
    ['Trois morts après une panne de courant à l\'hôpital', 'Panne à l\'hôpital : les familles des victimes demandent des comptes'],
    ['ma tante était dans ce service, on est effondrés', 'trois morts parce qu\'un générateur a lâché', 'de tout cœur avec les familles', 'comment un hôpital peut perdre le courant, des gens sont morts']),
  told('fr', 'une morsure au match', GO,
    ['L\'attaquant mord le défenseur en demi-finale', 'Morsure en plein match : le joueur risque une suspension'],
    ['il l\'a MORDU en plein match', 'quelqu\'un lui donne un sandwich svp', 'il avait faim le monsieur', 'l\'arbitre n\'a rien vu']),
  told('fr', 'un coup de couteau au match', BLOCK,
    ['Un supporter poignardé à mort avant le match', 'Attaque au couteau près du stade : un mort, un homme interpellé'],
    ['un supporter est mort, poignardé, c\'est horrible', 'il y a des policiers partout', 'repose en paix', 'j\'y étais, on a couru']),
  told('fr', 'une fusillade', BLOCK,
    ['Fusillade dans un centre commercial : quatre morts', 'Un homme ouvre le feu, quatre personnes tuées'],
    ['des coups de feu au centre commercial, n\'y allez pas', 'quatre morts, quelle horreur', 'j\'étais dans le magasin, on s\'est cachés', 'le tireur a été abattu par la police']),
  told('fr', 'des morts dans une série', GO,
    ['Final de la série : la mort que personne n\'attendait', 'Le dernier épisode choque les fans'],
    ['SPOIL il meurt dans le dernier épisode je suis au bout', 'ils ont tué mon personnage préféré', 'morte de rire devant cette série', 'épisode 8 : trois morts dans la série, merci bonsoir']),
  told('fr', 'la mort d\'un acteur', BLOCK,
    ['L\'acteur de la série est mort à 71 ans', 'Décès du comédien : sa famille confirme'],
    ['repose en paix, toute mon enfance', 'il est décédé, je pleure', 'condoléances à la famille', 'un grand acteur nous a quittés']),
  told('fr', 'la naissance d\'un prince', GO,
    ['C\'est un garçon : naissance du prince ce matin', 'Le palais annonce la naissance du prince'],
    ['bienvenue petit prince', 'un garçon ! trop mignon', 'bébé royal, enfin', 'une bonne nouvelle pour une fois']),
  told('fr', 'un crash de site', GO,
    ['La billetterie plante à l\'ouverture des ventes', 'Site en panne : trop de monde pour la finale'],
    ['le site a planté quand je payais', 'le site a crashé, mon ordi aussi', 'une tuerie cette affiche, mais le site est mort', '300 000 personnes dans la file puis le bug']),
  told('fr', 'un accident d\'autocar', BLOCK,
    ['Accident d\'autocar de supporters : onze morts', 'Autoroute : onze personnes tuées dans la collision'],
    ['onze supporters morts sur la route de la finale', 'terrible accident sur l\'autoroute', 'pensées pour les familles des victimes', 'mon cousin était dans ce car']),
  told('fr', 'des mots forts qui applaudissent', GO,
    ['Le nouveau single numéro un en un jour', 'Tube de l\'été : tout le monde le passe'],
    ['c\'est une tuerie ce morceau', 'il a tout déchiré, une bombe', 'je suis morte de rire', 'le feu hier soir, salle en feu']),
  told('fr', 'un incendie', BLOCK,
    ['Incendie dans une tour : au moins neuf morts', 'Les pompiers luttent contre le feu, des habitants piégés'],
    ['des gens sont coincés aux étages', 'neuf morts dans l\'incendie, affreux', 'on a été évacués à 3h, on a tout perdu', 'courage aux pompiers et aux familles des victimes']),
  told('fr', 'des témoignages sous un mot-dièse', CARE,
    ['#MonPremierBoulot : des milliers de récits de harcèlement'],
    ['mon premier boulot, mon chef m\'a agressée dans la réserve', 'j\'avais 17 ans, il m\'a harcelée pendant des mois', 'j\'ai été victime d\'agression sexuelle, personne ne m\'a crue', 'je n\'en avais jamais parlé #monpremierboulot']),
  told('en', 'testimonies under a hashtag', CARE,
    ['#WhyIStayed: thousands tell of domestic violence'],
    ['he hit me and I stayed because of the kids', 'I was afraid he would kill me', 'I survived domestic abuse, I believe you', 'she stayed because leaving is when they murder you']),
];
