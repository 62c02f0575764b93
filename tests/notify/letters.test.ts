import { afterAll, expect, it } from '@jest/globals';
import { createLetters } from '../../src/notify/letters.ts';
import type { Letter } from '../../src/ports/letters.ts';
import { quiet } from '../support/postgres.ts';
import { mailSink } from '../support/receivers.ts';

const from = 'Rebond <rebond@brand.example>';
const url = 'https://rebond.example';
const sinks: { close(): Promise<unknown> }[] = [];
afterAll(() => Promise.all(sinks.map((sink) => sink.close())));

const letter: Letter = {
  ...{ kind: 'outside', to: 'jeanne@client.example', path: '/outside#token', by: 'Nora <b>', brand: 'Lumo & Co' },
  ...{ expiresAt: '2026-11-22T23:00:00Z', language: 'fr', timeZone: 'Europe/Paris' },
};

it('a link is mailed with what it is for and until when, and names of people are no markup', async () => {
  const sink = await mailSink();
  sinks.push(sink);
  const letters = createLetters({ mail: { smtpUrl: sink.url, from }, url, log: quiet });
  expect(await letters.send(letter)).toBe('sent');
  const [mail] = sink.mails;
  expect(mail).toMatchObject({ subject: 'Nora <b> vous demande de valider un message de Lumo & Co' });
  expect(mail!.text).toContain('https://rebond.example/outside#token');
  expect(mail!.text).toContain('lundi 23 novembre 2026');
  expect(mail!.html).not.toContain('<b>');
  for (const kind of ['invitation', 'reset'] as const) {
    expect(await letters.send({ ...letter, kind, language: 'en', path: '/invitation#t' })).toBe('sent');
  }
  expect(sink.mails.map(({ subject }) => subject).slice(1)).toEqual([
    'Nora <b> invites you to Rebond',
    'A new password for Rebond',
  ]);
});

it('a link that cannot be mailed says so, and is not lost', async () => {
  expect(await createLetters({ mail: null, url, log: quiet }).send(letter)).toBe('off');
  const away = createLetters({ mail: { smtpUrl: 'smtp://127.0.0.1:9', from }, url, log: quiet });
  expect(await away.send(letter)).toBe('failed');
});
