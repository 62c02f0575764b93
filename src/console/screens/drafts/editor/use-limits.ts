import { useQuery } from '@tanstack/react-query';
import type { Platform } from '../../../../contract/platform.ts';
import type { Measured } from '../../../../core/draft/limits/measure.ts';

/** What counting needs, fetched once somebody writes: the list of top-level domains alone is large. */
async function load() {
  const [{ measure }, { linksOf }] = await Promise.all([
    import('../../../../core/draft/limits/measure.ts'),
    import('../../../../core/draft/limits/links.ts'),
  ]);
  return { measure, linksOf };
}

export type Limits = Awaited<ReturnType<typeof load>>;

/** How texts are counted; null until it is here. */
export function useLimits(): Limits | null {
  const { data } = useQuery({
    queryKey: ['limits'],
    queryFn: load,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  });
  return data ?? null;
}

/** Where a text becomes too long for a platform (UTF-16); null where it does not. */
export function overFrom({ measure }: Limits, { platform, over }: Measured, text: string): number | null {
  if (over === 0) return null;
  const ends = [...new Intl.Segmenter().segment(text)].map(({ index, segment }) => index + segment.length);
  let [fits, tooLong] = [-1, ends.length - 1];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (measure(platform, text.slice(0, ends[middle])).over === 0) fits = middle;
    else tooLong = middle;
  }
  return ends[fits] ?? 0;
}

export const tooLongOn = (limits: Limits, text: string, platforms: readonly Platform[]): Measured[] =>
  platforms.map((platform) => limits.measure(platform, text)).filter(({ over }) => over > 0);
