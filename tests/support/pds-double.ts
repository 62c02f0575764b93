import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What befalls a request: before the server does its work, or after it, so that nobody hears of it. */
export type Mishap = 'cut-before' | 'cut-after' | number;

export interface Double {
  readonly url: string;
  /** Told of each request by method and path; whatever it answers befalls the request. */
  befall(mishap: ((method: string, path: string) => Mishap | null) | null): void;
  readonly asked: { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: object;
}

type Serve = (request: IncomingMessage, path: string, body: Buffer) => Reply;

/** A server of a double: what it does, and what may befall it on the way. */
export async function serveDouble(serve: Serve): Promise<Double> {
  const asked: Double['asked'] = [];
  let mishap: ((method: string, path: string) => Mishap | null) | null = null;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    asked.push({ method: request.method ?? '', path, headers: request.headers });
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const befallen = mishap?.(request.method ?? '', path) ?? null;
    if (befallen === 'cut-before') return void request.socket.destroy();
    if (typeof befallen === 'number') return void response.writeHead(befallen).end('{}');
    const { status, body } = serve(request, path, Buffer.concat(parts));
    if (befallen === 'cut-after') return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer(
    (request, response) => void handle(request, response).catch(() => request.socket.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    befall: (next) => void (mishap = next),
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface PdsDouble extends Double {
  /** By record key. */
  readonly records: Map<string, Record<string, unknown>>;
  /** How often a record was written, repetitions that were refused aside. */
  written(): number;
  readonly blobs: Buffer[];
}

const REFUSED = { status: 401, body: { error: 'AuthenticationRequired', message: 'Invalid identifier or password' } };
const DID = 'did:plc:brandbrandbrandbrandbran';

/**
 * A personal data server of the AT Protocol, as far as posting goes: sessions, blobs, records under chosen keys (one a
 * key), handles. Answers and errors have the shapes of the reference server.
 */
export async function startPds({ handle = 'brand.test', password = 'abcd-efgh-ijkl-mnop' } = {}): Promise<PdsDouble> {
  const records = new Map<string, Record<string, unknown>>();
  const blobs: Buffer[] = [];
  let written = 0;
  const signedIn = (request: IncomingMessage) => request.headers.authorization === 'Bearer access-token';
  const double = await serveDouble((request, path, body) => {
    const { pathname, searchParams } = new URL(path, 'http://pds');
    switch (pathname.replace('/xrpc/', '')) {
      case 'com.atproto.server.createSession': {
        const asked = JSON.parse(body.toString()) as { identifier: string; password: string };
        if (asked.identifier !== handle || asked.password !== password) return REFUSED;
        return {
          status: 200,
          body: { accessJwt: 'access-token', refreshJwt: 'refresh', did: DID, handle, active: true },
        };
      }
      case 'com.atproto.identity.resolveHandle':
        return searchParams.get('handle') === 'friend.test'
          ? { status: 200, body: { did: 'did:plc:friendfriendfriendfriend' } }
          : { status: 400, body: { error: 'InvalidRequest', message: 'Unable to resolve handle' } };
      case 'com.atproto.repo.uploadBlob':
        if (!signedIn(request)) return REFUSED;
        blobs.push(body);
        return {
          status: 200,
          body: {
            blob: {
              ...{ $type: 'blob', ref: { $link: `bafkrei${String(blobs.length)}` } },
              ...{ mimeType: request.headers['content-type'], size: body.length },
            },
          },
        };
      case 'com.atproto.repo.getRecord': {
        const found = records.get(searchParams.get('rkey') ?? '');
        const uri = `at://${DID}/app.bsky.feed.post/${searchParams.get('rkey') ?? ''}`;
        if (found) return { status: 200, body: { uri, cid: 'bafyrei', value: found } };
        return { status: 400, body: { error: 'RecordNotFound', message: `Could not locate record: ${uri}` } };
      }
      case 'com.atproto.repo.createRecord': {
        if (!signedIn(request)) return REFUSED;
        const { rkey, record } = JSON.parse(body.toString()) as { rkey: string; record: Record<string, unknown> };
        if (records.has(rkey))
          return { status: 400, body: { error: 'InvalidRequest', message: 'Record already exists' } };
        records.set(rkey, record);
        written += 1;
        return { status: 200, body: { uri: `at://${DID}/app.bsky.feed.post/${rkey}`, cid: 'bafyrei' } };
      }
      default:
        return { status: 501, body: { error: 'MethodNotImplemented' } };
    }
  });
  return Object.assign(double, { records, blobs, written: () => written });
}
