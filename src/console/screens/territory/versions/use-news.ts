import { useQuery } from '@tanstack/react-query';
import type { CopyPlace, WorkingCopy } from '../../../../contract/territory-version.ts';
import { placeQuery } from '../../../api/versions.ts';
import { useMe } from '../../../ui/app-context.tsx';
import { useWords } from '../../../ui/use-words.ts';

/** Where a page takes the server to be. */
export type Place = Pick<WorkingCopy, 'revision' | 'live' | 'saved'>;

/** What somebody did to the territory that is open here. */
export interface News {
  readonly place: CopyPlace;
  /** What is worked on is another one now; otherwise only the version that runs is. */
  readonly isOther: boolean;
  /** The person themselves did it, elsewhere. */
  readonly isOwn: boolean;
  /** Who did what, in words. */
  readonly said: string;
  /** When it was asked for, milliseconds: again and again while nothing is done about it. */
  readonly at: number;
}

/** What was done to the territory since the page took it over; null where that is nothing. */
export function useNews(brand: string, known: Place): News | null {
  const { t } = useWords();
  const me = useMe();
  const { data: place, dataUpdatedAt: at } = useQuery(placeQuery(brand));
  if (!place) return null;
  const isRevised = place.revision > known.revision;
  const isLive = (place.live ?? 0) > (known.live ?? 0);
  // An older answer may arrive after one's own deed.
  if (place.revision < known.revision || (!isRevised && !isLive)) return null;
  const deed = place.saved && isRevised ? 'saved' : isLive ? 'published' : 'discarded';
  const who = deed === 'published' ? place.publisher : place.last;
  const isOwn = who?.id === me.id;
  const name = !who || who.id === 'config' ? t('versions.news.file') : who.name;
  const said = t(`versions.news.${isOwn ? 'own' : 'other'}.${deed}`, { name, version: place.live });
  return { place, isOther: isRevised || place.saved === null, isOwn, said, at };
}
