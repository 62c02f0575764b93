const LONGEST = 50;

/** A name as an id: `Fête des mères` → `fete-des-meres`, with a number if that is taken. Takes it. */
export function freeSlug(name: string, taken: Set<string>): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug =
    letters
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, LONGEST)
      .replace(/-$/, '') || 'moment';
  let free = slug;
  for (let i = 2; taken.has(free); i += 1) free = `${slug}-${i}`;
  taken.add(free);
  return free;
}
