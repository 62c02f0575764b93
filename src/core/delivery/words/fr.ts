import type { Words } from './words.ts';

const VERDICT = {
  go: 'le verdict est « feu vert »',
  review: 'le verdict est « à vérifier »',
  block: 'le verdict est « bloqué »',
};
const TROUBLE: Record<string, string> = {
  failed: 'n’est pas partie',
  unknown: 'est peut-être partie, peut-être pas : allez voir',
  held: 'est retenue',
};

/** Spaces that must not break stand as they are shown. */
export const fr: Words = {
  colon: ' : ',
  several: (count, brands) => `${count} messages de Rebond : ${brands}`,
  because: { now: '', digest: 'Votre résumé.', 'quiet-hours': 'Reçu pendant vos heures calmes.' },

  heading(notice, brand) {
    const { occasion, level, platform, state, everything } = notice;
    switch (occasion) {
      case 'alert':
        return `${level === 'urgent' ? 'Urgent' : 'Opportunité'} pour ${brand}`;
      case 'approval':
        return `${brand} : un brouillon attend votre validation`;
      case 'escalation':
        return `${brand} : la moitié du temps de validation est passée`;
      case 'mention':
        return `${brand} : ${notice.by} vous mentionne`;
      case 'assignment':
        return `${brand} : ${notice.by} vous confie ceci`;
      case 'freeze':
        return everything ? 'Tout est gelé' : `${brand} est gelée`;
      case 'unfreeze':
        return everything ? 'Plus rien n’est gelé' : `${brand} n’est plus gelée`;
      case 'hold':
        return `${brand} : une histoire acceptée a mal tourné`;
      case 'publication':
        return `${brand} : la publication sur ${platform} ${TROUBLE[state ?? ''] ?? 'demande un coup d’œil'}`;
      case 'test':
        return 'Un message d’essai de Rebond';
    }
  },

  detail(notice, time) {
    const { occasion, score, verdict, until, by } = notice;
    switch (occasion) {
      case 'alert':
        return [
          score !== undefined && `score ${score}`,
          verdict && VERDICT[verdict],
          until && `la fenêtre se ferme vers ${time(until)}`,
        ]
          .filter(Boolean)
          .join(' · ');
      case 'approval':
      case 'escalation':
        return [by && `écrit par ${by}`, until && `à valider avant ${time(until)}`].filter(Boolean).join(' · ');
      case 'freeze':
        return by ? `par ${by} ; rien n’est accepté, validé ni publié d’ici la levée` : '';
      case 'hold':
        return 'Ses brouillons et ses publications attendent une nouvelle décision.';
      case 'test':
        return 'Si vous lisez ceci, le canal fonctionne.';
      case 'mention':
      case 'assignment':
      case 'unfreeze':
      case 'publication':
        return '';
    }
  },
};
