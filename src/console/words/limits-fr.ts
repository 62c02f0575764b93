import type { Words } from './en.ts';

/** French of what a post may hold. */
export const limits: Words['limits'] = {
  warning: {
    'too-many-bytes':
      '{{over, number}} octets de trop : il en faut {{count, number}}, et {{most, number}} sont permis, si peu de caractères qu’on voie.',
    'too-many-links': '{{count, number}} liens différents : au-delà de {{most, number}}, la publication est refusée.',
    'too-many-tags': '{{count, number}} hashtags : au-delà de {{most, number}}, la publication est refusée.',
    'tags-overlooked': '{{count, number}} hashtags : cette plateforme n’en lit pas plus de {{most, number}}.',
    'too-many-mentions': '{{count, number}} mentions : au-delà de {{most, number}}, la publication est refusée.',
    'forbidden-character': 'Cette plateforme refuse une publication avec {{characters}}.',
    'narrow-space_one': 'Une espace fine insécable compte 2 sur X ; une espace insécable ordinaire compte 1.',
    'narrow-space_other':
      '{{count, number}} espaces fines insécables comptent 2 chacune sur X ; une espace insécable ordinaire compte 1.',
    'costs-two': 'Compte 2 sur X : {{characters}}',
    'long-emoji': 'Le compteur de X peut y voir plusieurs emojis : {{characters}}',
    'broken-character_one': 'Une moitié de caractère est restée seule : elle s’affichera en point d’interrogation.',
    'broken-character_other':
      '{{count, number}} moitiés de caractères sont restées seules : elles s’afficheront en points d’interrogation.',
  },
};
