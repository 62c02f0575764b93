import { queryOptions } from '@tanstack/react-query';
import { LinkPreview } from '../../contract/link-preview.ts';
import { Media } from '../../contract/media.ts';
import { request } from './client.ts';

const id = encodeURIComponent;

/** Sends a picture; the answer names it. */
export const addPicture = (brand: string, file: Blob) =>
  request(`/api/brands/${id(brand)}/media`, { method: 'POST', body: file, schema: Media });

export const pictureAddress = (media: string, size: 'full' | 'small'): string => `/api/media/${id(media)}?size=${size}`;

/** What the page behind a link says of itself. */
export const linkPreviewQuery = (url: string) =>
  queryOptions({
    queryKey: ['link-preview', url],
    queryFn: ({ signal }) =>
      request('/api/link-preview', { method: 'POST', body: { url }, schema: LinkPreview, signal }),
    retry: false,
    staleTime: 10 * 60_000,
  });
