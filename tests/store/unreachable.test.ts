import { describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../src/store/database.ts';
import { databaseSentence, isUnreachable } from '../../src/store/unreachable.ts';
import { quiet, testServer } from '../support/postgres.ts';

describe('a database that cannot be used', () => {
  const failure = async (url: string): Promise<unknown> => {
    const database = openDatabase({ url, log: quiet });
    try {
      return await database.pool.query('SELECT 1').then(
        () => null,
        (error: unknown) => error,
      );
    } finally {
      await database.close();
    }
  };

  it('is called out of reach where nobody listens, with the address but not the password', async () => {
    const url = 'postgres://rebond:secret@127.0.0.1:1/rebond';
    const error = await failure(url);
    expect(isUnreachable(error)).toBe(true);
    const sentence = databaseSentence(error, url);
    expect(sentence).toMatch(
      /^PostgreSQL at 127.0.0.1:1\/rebond does not answer \(.*ECONNREFUSED.*\): check that it runs/,
    );
    expect(sentence).not.toContain('secret');
  });

  it('is told apart from a wrong password and a missing database, which waiting does not mend', async () => {
    const server = await testServer();
    const wrong = Object.assign(new URL(server), { password: 'wrong' }).href;
    const missing = Object.assign(new URL(server), { pathname: '/nowhere' }).href;
    const errors = [await failure(wrong), await failure(missing)];
    expect(errors.map(isUnreachable)).toEqual([false, false]);
    expect(databaseSentence(errors[0], wrong)).toContain('refuses the user name or password');
    expect(databaseSentence(errors[1], missing)).toContain('has no such database');
    expect(isUnreachable(new TypeError('x is not a function'))).toBe(false);
  });
});
