import { useQuery } from '@tanstack/react-query';
import type { LinkPreview } from '../../../../contract/link-preview.ts';
import { linkPreviewQuery } from '../../../api/media.ts';
import type { Limits } from '../editor/use-limits.ts';
import { useSettled } from '../use-settled.ts';

/** The page behind the first link of a text, once the person pauses; null where there is none, or it says nothing. */
export function usePage(text: string, limits: Limits | null): LinkPreview | null {
  const settled = useSettled(text);
  const url = limits?.linksOf(settled)[0]?.url ?? null;
  const address = url === null || /^https?:\/\//i.test(url) ? url : `https://${url}`;
  const { data } = useQuery({ ...linkPreviewQuery(address ?? ''), enabled: address !== null && URL.canParse(address) });
  return address === null ? null : (data ?? null);
}
