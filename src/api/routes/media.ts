import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { LinkPreview, LinkPreviewRequest } from '../../contract/link-preview.ts';
import { Media, MEDIA_LIMITS, READABLE_PICTURES } from '../../contract/media.ts';
import { collect, mediaType, readBody } from '../body.ts';
import { ProblemError, invalid, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import type { Access } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

const MediaParams = z.object({
  // Whatever else the address holds names nothing: it never reaches the store.
  media: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Id of the picture' }),
});

const onMedia: Access & { kind: 'brand' } = {
  kind: 'brand',
  permission: 'read',
  brandOf: (context, params) => context.media.brandOf(params.media ?? ''),
};

/** What the file really is, its content says. */
const SENT_AS = /^(image\/[\w.+-]+|application\/octet-stream)$/;
const DESCRIBED = [...READABLE_PICTURES, 'application/octet-stream'];
const Size = z.object({ size: z.enum(['full', 'small']).default('full') });

const EXTENSIONS = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' } as const;

export const mediaOperations = [
  operation({
    method: 'post',
    path: '/api/brands/{brand}/media',
    id: 'addMedia',
    tag: 'drafts',
    summary: 'Keep a picture for drafts of a brand',
    description:
      'The file itself is the body: JPEG, PNG, WebP, GIF or AVIF, told by its content whatever its type says, of at most 16 MB. ' +
      'It is turned upright and written anew without anything but the picture in it, of at most 8 MB. One that no draft ' +
      'names for a week is thrown away.',
    access: onBrand('decide'),
    params: BrandParams,
    rawBody: Object.fromEntries(DESCRIBED.map((type) => [type, z.string().meta({ format: 'binary' })])),
    answers: { 200: { description: 'The picture as it is kept', schema: Media } },
    problems: ['not-a-picture'],
    handle: async ({ context, params, person, request }) => {
      if (!SENT_AS.test(mediaType(request)))
        throw new ProblemError('wrong-type', 'Send the picture itself as the body.');
      const bytes = await collect(
        readBody(request, { mostBytes: MEDIA_LIMITS.sentBytes, gzip: false, clock: context.clock }),
      );
      const picture = await context.pictures.read(bytes);
      if ('refused' in picture) throw new ProblemError('not-a-picture', picture.refused);
      return { body: await context.media.add(params.brand, picture, person.id, context.clock()) };
    },
  }),
  operation({
    method: 'get',
    path: '/api/media/{media}',
    id: 'getMedia',
    tag: 'drafts',
    summary: 'A picture that is kept for drafts',
    access: onMedia,
    params: MediaParams,
    query: Size,
    answers: {
      200: { description: 'The picture', type: 'image/*' },
      304: { description: 'It is still the one named by If-None-Match' },
    },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const size = Size.safeParse({
        size: new URL(request.url ?? '', 'http://here').searchParams.get('size') ?? undefined,
      });
      if (!size.success) throw invalid(size.error);
      const kept = await context.media.read(params.media, size.data.size);
      if (!kept) throw notFound();
      const headers = {
        etag: kept.etag,
        // Asked again each time, for rights are taken away; not sent again.
        'cache-control': 'private, no-cache',
        'content-disposition': `inline; filename="picture-${params.media.slice(0, 8)}.${EXTENSIONS[kept.type]}"`,
        'content-security-policy': "default-src 'none'; sandbox",
      };
      if (matches(request, kept.etag)) return { status: 304, headers };
      return { body: kept.bytes, type: kept.type, headers };
    },
  }),
  operation({
    method: 'post',
    path: '/api/link-preview',
    id: 'previewLink',
    tag: 'drafts',
    summary: 'What a page that a post leads to says of itself',
    description:
      'The page is fetched by the server, from public addresses only, and of it the head is read. Its picture is not loaded.',
    access: { kind: 'anywhere', permissions: ['decide', 'approve'] },
    body: LinkPreviewRequest,
    answers: { 200: { description: 'Title and description, where it gives them', schema: LinkPreview } },
    problems: ['no-preview'],
    handle: async ({ context, body }) => {
      const preview = await context.linkPreviews.preview(body.url);
      if ('failed' in preview) throw new ProblemError('no-preview', `No preview: ${preview.failed}.`);
      return { body: preview };
    },
  }),
];

function matches(request: IncomingMessage, etag: string): boolean {
  const asked = request.headers['if-none-match'] ?? '';
  return asked.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
