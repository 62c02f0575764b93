import { valuesOf, type Matchable } from '../document.ts';
import { authorName } from '../fields.ts';
import type { KeywordField } from '../query.ts';

/** Like `valuesOf`, for every signal there is: without a list where a field has one value, and only a look where none. */
export function eachValue(field: KeywordField, signal: Matchable, take: (value: string) => void): void {
  switch (field) {
    case 'tag':
      for (const tag of signal.tags) take(tag);
      return;
    case 'author':
      return eachName(signal, take);
    case 'site':
      return eachDomain(signal.site ?? '', take);
    case 'kind':
      return take(signal.kind);
    case 'handle':
      return inText(signal, '@') ? valuesOf(field, signal).forEach(take) : undefined;
    case 'cashtag':
      return inText(signal, '$') ? valuesOf(field, signal).forEach(take) : undefined;
    default:
      valuesOf(field, signal).forEach(take);
  }
}

const inText = ({ title, text }: Matchable, sign: string): boolean => text.includes(sign) || title.includes(sign);

function eachName({ author }: Matchable, take: (value: string) => void): void {
  if (!author) return;
  take(authorName(author.id));
  if (author.handle) take(authorName(author.handle));
  if (author.name) take(authorName(author.name));
}

function eachDomain(site: string, take: (value: string) => void): void {
  if (site === '') return;
  const host = site.toLowerCase();
  take(host);
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) take(host.slice(dot + 1));
}
