import { serveDouble, type Double } from './pds-double.ts';

export interface MastodonDouble extends Double {
  /** Every status there is, in order. */
  readonly statuses: Record<string, unknown>[];
  readonly media: { readonly type: string; readonly body: string }[];
  /** Forgets the keys, as a server does after an hour. */
  forgetKeys(): void;
}

const TOKEN = 'mastodon-access-token';
const REFUSED = { status: 401, body: { error: 'The access token is invalid' } };

/**
 * A Mastodon server, as far as posting goes: keys of posts kept until they are forgotten, media that is worked on for a
 * while (202, then 206, then 200), errors in its shapes.
 */
export async function startMastodon({ token = TOKEN } = {}): Promise<MastodonDouble> {
  const statuses: Record<string, unknown>[] = [];
  const media: { type: string; body: string }[] = [];
  const byKey = new Map<string, Record<string, unknown>>();
  let polled = 0;
  const double = await serveDouble((request, path, body) => {
    if (request.headers.authorization !== `Bearer ${token}`) return REFUSED;
    if (path === '/api/v1/accounts/verify_credentials') return { status: 200, body: { id: '1', acct: 'brand' } };
    if (path === '/api/v2/media') {
      media.push({ type: request.headers['content-type'] ?? '', body: body.toString('latin1') });
      return { status: 202, body: { id: String(media.length), type: 'image', url: null } };
    }
    if (path.startsWith('/api/v1/media/')) return { status: polled++ % 2 === 0 ? 206 : 200, body: { id: '1' } };
    if (path !== '/api/v1/statuses') return { status: 404, body: { error: 'Record not found' } };
    const key = String(request.headers['idempotency-key']);
    const known = byKey.get(key);
    if (known) return { status: 200, body: known };
    const asked = JSON.parse(body.toString()) as Record<string, unknown>;
    if (String(asked['status']).length > 500)
      return { status: 422, body: { error: 'Validation failed: Text character limit' } };
    const id = String(statuses.length + 1);
    const status = { id, url: `https://social.test/@brand/${id}`, ...asked };
    statuses.push(status);
    byKey.set(key, status);
    return { status: 200, body: status };
  });
  return Object.assign(double, { statuses, media, forgetKeys: () => byKey.clear() });
}
