import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { startEmbedded } from '../../src/store/embedded.ts';
import { startProduct } from '../../tests/support/app.ts';
import { signIn } from '../../tests/support/person.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly url: string;
}

/** The product on a database of its own, with nothing in it but its administrator. */
interface Premises {
  readonly url: string;
  readonly databaseUrl: string;
  readonly cookies: Cookie[];
  close(): Promise<void>;
}

export async function openPremises(home: string): Promise<Premises> {
  await chmod(home, 0o755);
  const data = join(home, 'data');
  await mkdir(data);
  const server = await startEmbedded({ folder: join(home, 'postgres'), log: pino({ level: 'silent' }) });
  const settings = { DATABASE_URL: server.url, REBOND_DEMO: 'off', REBOND_CONFIG: 'config' };
  const product = await startProduct({ data, settings });
  const close = async (): Promise<void> => {
    await product.stop();
    await server.stop();
  };
  try {
    const link = await product.ready();
    if (!link) throw new Error(`The product gave no sign-in link:\n${product.said()}`);
    const person = await signIn(link);
    await person.post('/api/account/profile', { name: 'Nora Keller', toured: true });
    const cookies = person.cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return { name, value, url: product.url };
    });
    return { url: product.url, databaseUrl: server.url, cookies, close };
  } catch (error) {
    await close();
    throw error;
  }
}
