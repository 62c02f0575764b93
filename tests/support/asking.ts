import { request as send, type IncomingHttpHeaders } from 'node:http';
import type { Answer } from './person.ts';

/** Everything that came back, as it came. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Somebody, or some program, that asks a running product. */
export interface Asker {
  readonly name: string;
  /** Session cookie, bearer token, or nothing at all. */
  readonly headers: Readonly<Record<string, string>>;
  ask(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Does it, and answers what was answered; throws where it was refused. */
  do(method: string, path: string, body?: unknown): Promise<Answer['body']>;
}

let addresses = 1;

/** Each asks from an address of the loopback of its own, so that no limit for one address counts them together. */
export function createAsker(origin: string, name: string, headers: Readonly<Record<string, string>> = {}): Asker {
  const localAddress = `127.0.0.${String((addresses = (addresses % 250) + 1))}`;
  const ask: Asker['ask'] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const text = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
      const sent = send(`${origin}${path}`, {
        ...{ method: method.toUpperCase(), localAddress },
        headers: {
          ...{ origin, ...headers },
          ...(text !== undefined && {
            'content-type': Buffer.isBuffer(text) ? 'image/png' : 'application/json',
            'content-length': String(Buffer.byteLength(text)),
          }),
        },
      });
      sent.once('error', reject).once('response', (response) => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .once('error', reject)
          .once('end', () => {
            const { statusCode: status = 0 } = response;
            resolve({ status, headers: response.headers, text: Buffer.concat(chunks).toString() });
          });
      });
      sent.end(text);
    });
  return {
    ...{ name, headers, ask },
    async do(method, path, body) {
      const { status, text } = await ask(method, path, body);
      if (status !== 200) throw new Error(`${name}: ${method} ${path} answers ${String(status)}: ${text}`);
      return JSON.parse(text) as unknown;
    },
  };
}

/** Follows a sign-in link and asks as whoever it is for. */
export async function signInAs(origin: string, name: string, token: string): Promise<Asker> {
  const { status, headers } = await createAsker(origin, name).ask('get', `/welcome?token=${token}`);
  const cookies = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';', 1)[0]!);
  if (status !== 303) throw new Error(`the sign-in link of ${name} answers ${String(status)}`);
  return createAsker(origin, name, { cookie: cookies.join('; ') });
}
