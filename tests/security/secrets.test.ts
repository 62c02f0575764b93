import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signBody } from '../../src/outbound/signature.ts';
import { createAsker } from '../support/asking.ts';
import { openFrames } from '../support/raw-frames.ts';
import { openNewsroom, type Newsroom } from '../support/two-brands.ts';

const PASSWORD = 'correct horse battery';
/** What the installation is told, and what people hand over; each can be told from everything else. */
const TOLD = {
  REBOND_SECRET: 'CANARY-installation-secret-0123456789-abcdef',
  REBOND_WRITER_KEY: 'CANARY-writer-key-77',
  REBOND_SMTP_URL: 'smtp://mailer:CANARY-mail-password@127.0.0.1:9',
};
const CHAT = 'https://hooks.invalid/services/CANARY-chat-address';
const RELAY = 'CANARY-relay-secret-that-is-long';
const WRONG = 'CANARY-wrong-password';

describe('the log of a run, at its most talkative', () => {
  const lines: string[] = [];
  const secrets = new Map<string, string>(Object.entries({ ...TOLD, CHAT, RELAY, WRONG, PASSWORD }));
  let room: Newsroom;

  beforeAll(async () => {
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    room = await openNewsroom('security_secrets', {
      log,
      more: {
        ...TOLD,
        ...{ REBOND_WRITER_URL: 'http://127.0.0.1:9/v1', REBOND_WRITER_MODEL: 'none', REBOND_LOG_LEVEL: 'trace' },
        REBOND_MAIL_FROM: 'rebond@newsroom.example',
      },
    });
    await live();
  }, 120_000);
  afterAll(() => room.close());

  /** Does all that carries a secret, well and badly. */
  async function live(): Promise<void> {
    const brand = 'maison-sorbier';
    const boss = await room.person({ name: 'Boss', email: 'boss@newsroom.example' }, [{ brand: '*', role: 'admin' }]);
    secrets.set('a session', boss.headers['cookie']!.split('=')[1]!.split(';')[0]!);
    const stranger = createAsker(room.origin, 'a stranger');
    const signIn = (password: string) =>
      stranger.ask('post', '/api/auth/sign-in/email', { email: 'boss@newsroom.example', password });
    await signIn(WRONG);
    const { headers } = await signIn(PASSWORD);
    secrets.set('another session', /session_token=([^;]+)/.exec(String(headers['set-cookie']))![1]!);
    const link = await room.installation.accounts.createWelcomeToken(boss.id);
    secrets.set('a sign-in link', link);
    await stranger.ask('get', `/welcome?token=${link}`);
    for (const scope of ['read', 'intake'] as const) {
      const request = { label: scope, scope, brand: scope === 'read' ? brand : null, days: 1 };
      const made = (await boss.do('post', '/api/admin/tokens', request)) as {
        token: string;
        signing: { key: string; secret: string } | null;
      };
      secrets.set(`a token to ${scope}`, made.token);
      const program = createAsker(room.origin, scope, { authorization: `Bearer ${made.token}` });
      await program.ask('get', '/api/brands');
      await program.ask('post', '/api/signals', { nonsense: true });
      if (!made.signing) continue;
      secrets.set('a signing secret', made.signing.secret);
      const body = '{"nonsense":true}';
      const signed = {
        'rebond-key': made.signing.key,
        'rebond-signature': signBody(made.signing.secret, body, Date.now()),
      };
      await createAsker(room.origin, 'a signer', signed).ask('post', '/api/signals', { nonsense: true });
    }
    const invited = (await boss.do('post', '/api/admin/invitations', {
      ...{ email: 'new@newsroom.example', grants: [{ brand, role: 'viewer' }] },
    })) as { path: string };
    const invitation = invited.path.split('#')[1]!;
    secrets.set('an invitation', invitation);
    await stranger.ask('post', '/api/links/look', { token: invitation });
    const factor = await boss.ask('post', '/api/account/two-factor/begin', { password: PASSWORD });
    secrets.set('a second factor', (JSON.parse(factor.text) as { secret: string }).secret);
    await boss.ask('post', '/api/account/two-factor/begin', { password: WRONG });
    const channel = { label: 'room', target: { kind: 'slack', url: CHAT }, active: true };
    const made = (await boss.do('post', `/api/brands/${brand}/channels`, channel)) as { channel: { id: string } };
    await boss.ask('post', `/api/channels/${made.channel.id}/test`);
    const relay = (await boss.do('post', `/api/brands/${brand}/destinations`, {
      ...{ label: 'relay', platforms: ['internal'], secret: RELAY },
      way: { kind: 'webhook', url: 'https://relay.invalid/in' },
    })) as { id: string };
    await boss.ask('post', `/api/destinations/${relay.id}/test`);
    await boss.ask('post', '/api/account/password', { current: WRONG, password: `${PASSWORD} again` });
    const frames = await openFrames(room.origin, boss.headers['cookie']!, { type: 'hello', cursors: {} });
    frames.say({ type: 'nonsense', password: WRONG });
    frames.close();
  }

  it('tells of all this', () => {
    expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(15);
  });

  it('tells none of the secrets', () => {
    const all = lines.join('');
    const told = [...secrets].filter(([, secret]) => all.includes(secret) || all.includes(encodeURIComponent(secret)));
    expect(told.map(([what]) => what)).toEqual([]);
    expect([...secrets.values()].every((secret) => secret.length > 10)).toBe(true);
    expect(secrets.size).toBe(15);
  });

  it('keeps none of them readable in the database', async () => {
    const { rows } = await room.installation.database.pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rows: held } = await room.installation.database.pool.query<{ text: string }>(
        `SELECT t::text AS text FROM "${name}" t`,
      );
      const all = held.map(({ text }) => text).join('\n');
      for (const [what, secret] of secrets) if (all.includes(secret)) found.push(`${what} in ${name}`);
    }
    expect(found).toEqual([]);
  });
});
