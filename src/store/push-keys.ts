import { createECDH } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PushKeys } from '../ports/channels.ts';
import type { SecretBox } from './secrets.ts';
import type { Tables } from './tables.ts';

const KEY = 'push-keys';
const PRIVATE_BYTES = 32;

/** The pair that browsers know this installation by: made when it is first needed, kept in the database, the private half sealed. */
export async function pushKeys(db: Kysely<Tables>, box: SecretBox): Promise<PushKeys> {
  const kept = await read(db);
  if (kept === null) {
    const value = JSON.stringify(makeKeys(box));
    // Another process may be faster: the first pair stays.
    await db
      .insertInto('meta')
      .values({ key: KEY, value })
      .onConflict((clash) => clash.doNothing())
      .execute();
  }
  const { publicKey, privateKey } = kept ?? (await read(db))!;
  return { publicKey, privateKey: box.open(privateKey, KEY) };
}

async function read(db: Kysely<Tables>): Promise<PushKeys | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', KEY).executeTakeFirst();
  return row ? (JSON.parse(row.value) as PushKeys) : null;
}

function makeKeys(box: SecretBox): PushKeys {
  const curve = createECDH('prime256v1');
  const publicKey = curve.generateKeys().toString('base64url');
  // A private number that begins with zeros is shorter than its field.
  const own = curve.getPrivateKey();
  const padded = Buffer.concat([Buffer.alloc(PRIVATE_BYTES - own.length), own]);
  return { publicKey, privateKey: box.seal(padded.toString('base64url'), KEY) };
}
