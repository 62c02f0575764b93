import type { Context } from '../context.ts';
import type { AccountRefusal, Doer, Person, Reach, RefusedAccount } from '../ports/people.ts';
import { isProgram } from './auth.ts';
import { ProblemError, notFound } from './errors.ts';

/** What to do about it, in words. */
const DETAILS: Record<Exclude<AccountRefusal, 'not-found'>, string> = {
  'last-administrator': 'Give the role admin for all brands to somebody else first.',
  yourself: 'Ask another administrator to do it.',
  'out-of-reach-role': 'You may give and take roles only for brands that you administer, and that exist.',
  'already-known': 'Somebody with this address can sign in already: change their roles instead.',
  'wrong-password': 'Nothing was changed. Check it and try again.',
  'wrong-code': 'Codes change every 30 seconds: take the one that is shown now.',
  'password-missing': 'Give a password, and a name where there is none yet.',
  'two-factor-on': 'Switch it off first to set it up anew.',
  'two-factor-off': 'There is no second factor to change.',
  spent: 'It works once and for a limited time, as long as whoever made it may still give it. Ask for a new one.',
  'sign-in-first': 'This address has an account here: sign in with it, then open the link again to take the roles.',
};

/** The refusal on its way to the client. */
export function refuseAccount({ refused }: RefusedAccount): ProblemError {
  if (refused === 'not-found') return notFound();
  return new ProblemError(refused === 'out-of-reach-role' ? 'no-right' : refused, DETAILS[refused]);
}

/** Answers what was done, or refuses. */
export function orRefuse<T>(outcome: T): Exclude<T, RefusedAccount> {
  if (typeof outcome === 'object' && outcome !== null && 'refused' in outcome) {
    throw refuseAccount(outcome as unknown as RefusedAccount);
  }
  return outcome as Exclude<T, RefusedAccount>;
}

/** The administrator with how far they reach: all brands, or those whose roles they hold. */
export async function doerOf({ accounts, brands }: Context, person: Person): Promise<Doer> {
  return { id: person.id, reach: await reachOf(accounts, brands, person) };
}

async function reachOf(accounts: Context['accounts'], brands: Context['brands'], person: Person): Promise<Reach> {
  if (accounts.may(person, '*', 'administer')) return '*';
  const all = await brands.list();
  return new Set(all.map(({ id }) => id).filter((brand) => accounts.may(person, brand, 'administer')));
}

/** An account is a person's: a program has none. */
export function ownOf(person: Person): Person {
  if (isProgram(person)) throw new ProblemError('no-right', 'A token has no account: sign in.');
  return person;
}
