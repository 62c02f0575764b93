import { isSignedBy } from '../../src/outbound/signature.ts';
import { serveDouble, type Double } from './pds-double.ts';

export interface Receiver extends Double {
  /** How often each delivery was taken, by its id; one that drops repetitions takes each once. */
  readonly taken: Map<string, number>;
  readonly bodies: Record<string, unknown>[];
}

/** A receiver of webhooks that counts. It refuses what is not signed by the secret. */
export async function startReceiver(secret: string, clock: () => number, { drops = false } = {}): Promise<Receiver> {
  const taken = new Map<string, number>();
  const bodies: Record<string, unknown>[] = [];
  const double = await serveDouble((request, _path, body) => {
    const header = String(request.headers['rebond-signature']);
    if (!isSignedBy(secret, body.toString(), header, clock())) return { status: 403, body: {} };
    const id = String(request.headers['rebond-delivery']);
    const read = JSON.parse(body.toString()) as Record<string, unknown>;
    if (read['test'] === true) return { status: 200, body: {} };
    if (!(drops && taken.has(id))) {
      taken.set(id, (taken.get(id) ?? 0) + 1);
      bodies.push(read);
    }
    return { status: 200, body: { link: `https://brand.test/posts/${id}` } };
  });
  return Object.assign(double, { taken, bodies });
}
