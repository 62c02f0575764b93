import type { Reasons } from './reasons-en.ts';

export const reasons: Reasons = {
  gate: {
    go: 'Rien ne s’y oppose',
    review: 'Une personne doit d’abord regarder',
    block: 'La marque ne peut pas en parler',
  },
  fit: {
    topics: 'Touche à : {{topics}}',
    title: 'Les mots sont dans le titre',
    body: 'Les mots ne sont que dans le texte',
  },
  pulse: {
    burst_one: '{{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    burst_other:
      '{{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    term_one:
      '« {{term}} » : {{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    term_other:
      '« {{term}} » : {{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    topic_one:
      'Tout le sujet « {{topic}} » monte : {{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    topic_other:
      'Tout le sujet « {{topic}} » monte : {{count, number}} en {{minutes, number}} min, d’ordinaire {{usual, number(maximumFractionDigits: 1)}}',
    momentum:
      'Un message prend {{perMinute, number(maximumFractionDigits: 1)}} mentions « j’aime » par minute, d’ordinaire {{usual, number(maximumFractionDigits: 1)}} : {{percent, number(maximumFractionDigits: 0)}} % de tels messages dépassent {{big, number}}',
    authors_one: '{{count, number}} auteur',
    authors_other: '{{count, number}} auteurs différents',
    outlets_one: '{{count, number}} média',
    outlets_other: '{{count, number}} médias différents',
    flood: 'Peu de gens publient beaucoup : {{postsPerAuthor, number(maximumFractionDigits: 1)}} messages par auteur',
    copies_one: '{{count, number}} copie du même texte',
    copies_other: '{{count, number}} copies du même texte',
  },
  chance: {
    'in-time_one':
      'À temps dans {{percent, number(maximumFractionDigits: 0)}} % des cas : il reste {{count, number}} min, il vous en faut d’ordinaire {{reactivity, number}}',
    'in-time_other':
      'À temps dans {{percent, number(maximumFractionDigits: 0)}} % des cas : il reste {{count, number}} min, il vous en faut d’ordinaire {{reactivity, number}}',
    'too-late': 'Trop tard : la fenêtre se ferme avant que vous ne répondiez d’ordinaire',
  },
  held: {
    sibling: 'Sans bruit : fait partie de « {{title}} », qui a déjà alerté',
    cooling_one: 'Sans bruit pendant {{count, number}} min : « {{title}} » vient d’alerter sur le même sujet',
    cooling_other: 'Sans bruit pendant {{count, number}} min : « {{title}} » vient d’alerter sur le même sujet',
  },
  event_one: '{{event}} : {{count, number}} message, {{percent, number(maximumFractionDigits: 0)}} % de l’histoire',
  event_other: '{{event}} : {{count, number}} messages, {{percent, number(maximumFractionDigits: 0)}} % de l’histoire',
  'no-go_one': 'Sujet interdit « {{label}} » : {{count, number}} message',
  'no-go_other': 'Sujet interdit « {{label}} » : {{count, number}} messages',
  'first-person_one': '{{count, number}} personne raconte ce qui lui est arrivé',
  'first-person_other': '{{count, number}} personnes racontent ce qui leur est arrivé',
  'single-source': 'Une seule source pour l’instant',
  unconfirmed: 'Pas encore confirmé',
  'nothing-grave': 'Rien de grave dans les messages',
  innocent: '« {{word}} » est employé ici dans un sens anodin',
  expired: 'Sa fenêtre est passée',
  faded: 'Plus personne n’en parle',
  merged: 'Fondue dans une histoire plus grande',
  'too-late': 'Plus possible de répondre à temps',
};
