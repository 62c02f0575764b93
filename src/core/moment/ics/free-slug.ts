const LONGEST = 50;

/** Ids that are taken, each with the last number that was put behind it. */
export type TakenSlugs = Map<string, number>;

/** A name as an id: `Fête des mères` → `fete-des-meres`, with a number if that is taken. Takes it. */
export function freeSlug(name: string, taken: TakenSlugs): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug =
    letters
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, LONGEST)
      .replace(/-$/, '') || 'moment';
  let free = slug;
  let number = taken.get(slug) ?? 1;
  for (; taken.has(free); free = `${slug}-${number}`) number += 1;
  taken.set(free, 1).set(slug, number);
  return free;
}
