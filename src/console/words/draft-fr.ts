import type { draftCheck as english } from './draft-en.ts';

export const draftCheck: typeof english = {
  title: 'Vérifier vos mots',
  lead: 'Ce que vous voulez dire, lu comme le garde-fou lit les messages. Le texte reste sur cet appareil et ne va nulle part ailleurs qu’à cette vérification.',
  label: 'Vos mots',
  placeholder: 'Écrivez ou collez un brouillon',
  checking: 'Vérification…',
  fine: 'Rien dans ces mots ne demande de précaution.',
  fineMeans: 'Relisez-les tout de même : la vérification ne sait pas ce que vous voulez dire.',
  review: 'Quelqu’un d’autre devrait lire ceci avant que cela ne parte.',
  block: 'Ceci ne devrait pas partir tel quel.',
  remarks: 'Des remarques seulement : cela peut partir.',
  remark: 'Remarque',
  marked: 'Vos mots, avec ce qui a été trouvé',
  found_one: '{{count, number}} constat',
  found_other: '{{count, number}} constats',
  clear: 'Effacer',
  failed: 'Les mots n’ont pas pu être vérifiés ({{detail}}).',
  gone: 'Cette opportunité n’est plus conservée : ses mots ne peuvent pas être vérifiés.',
  characters: '{{count, number}} / {{most, number}}',
};
