/** Ce qu'une copie de travail du territoire aurait changé. */
export const replay = {
  title: 'Ce qui changerait',
  lead: 'Repasse les derniers jours avec les règles en service et avec votre copie, côte à côte. Rien n’est publié.',
  days: 'Jours',
  lastDays_one: 'le dernier jour',
  lastDays_other: 'les {{count, number}} derniers jours',
  start: 'Rejouer',
  again: 'Rejouer encore',
  cancel: 'Arrêter',
  stale: 'Le territoire a changé depuis : ceci porte sur la copie telle qu’elle était alors.',
  waiting: 'En attente de son tour…',
  running: '{{share}} faits, {{rate, number}} entrées par seconde',
  left: 'encore {{time}} environ',
  cancelled: 'Arrêté.',
  failed: 'Le rejeu a échoué : {{detail}}',
  gone: 'Le serveur a redémarré et l’a oublié. Relancez-le.',
  full: 'Plusieurs rejeux de cette marque attendent déjà : laissez d’abord l’un d’eux finir.',
  offline: 'Le serveur est injoignable pour le moment.',
  progress: 'Avancement du rejeu',
  forecast:
    'Avec votre copie : environ {{after}} alertes par jour ({{afterLow, number}} à {{afterHigh, number}} neuf jours sur dix), au lieu de {{before}} ({{beforeLow, number}} à {{beforeHigh, number}}).',
  noForecast:
    'L’archive ne contient pas encore un jour entier : trop tôt pour dire combien il y aurait d’alertes par jour.',
  counts:
    '{{same, number}} alertes inchangées, {{gained, number}} gagnées, {{lost, number}} perdues, {{moved, number}} données à un autre moment.',
  nothing: 'Pas une alerte n’aurait été différente.',
  mentions:
    'Mentions : {{before, number}} → {{after, number}} ({{found, number}} nouvelles, {{dropped, number}} en moins).',
  note: {
    covered: 'L’archive ne remonte qu’à {{time}}.',
    cold: 'Avant ces jours, l’archive n’a que {{time}} : l’habituel était à peine connu, les premières alertes sont moins sûres.',
    warm: 'La détection a eu {{time}} avant ces jours pour apprendre ce qui est habituel.',
    sample: 'Seuls {{share}} de ce qui était en dehors ont été gardés : il pourrait y avoir plus d’alertes gagnées.',
    versions:
      'Plusieurs versions du territoire ont servi ces jours-là : le côté ancien n’est pas tout ce qu’on a vu alors.',
    figures:
      'Les signaux venus du dehors sont connus sans la croissance de leurs chiffres : les alertes dues à des mentions J’aime qui montent manquent parmi les gagnées.',
  },
  gained: 'Gagnées',
  lost: 'Perdues',
  moved: 'Décalées',
  story: 'Histoire',
  when: 'Quand',
  score: 'Score',
  shift: 'Écart',
  later: '{{time}} plus tard',
  earlier: '{{time}} plus tôt',
  urgent: 'urgente',
  perDay: 'Alertes par jour, aujourd’hui et avec votre copie',
  day: 'Jour à partir de',
  now: 'Aujourd’hui',
  copy: 'Votre copie',
};
