import { randomBytes } from 'node:crypto';
import { Refusal } from '../app/refusal.ts';
import type { AccountDesk } from '../store/accounts.ts';
import { UserError } from '../store/users.ts';
import { RoleGrant, type Role } from '../contract/user.ts';

export interface NewUser {
  readonly email: string;
  readonly name: string | null;
  readonly password: string | null;
  /** `role` for every brand, or `role@brand`. */
  readonly roles: readonly string[];
}

/** Makes a user; without a password one is made up and shown once. */
export async function addUser(accounts: AccountDesk, user: NewUser, out: (line: string) => void): Promise<void> {
  const grants = user.roles.map(parseRole);
  const password = user.password ?? randomBytes(12).toString('base64url');
  try {
    const { email } = await accounts.users.create({
      email: user.email,
      name: user.name ?? user.email,
      password,
      grants,
    });
    out(`${email} can sign in.${user.password === null ? ` Password, shown only now: ${password}` : ''}`);
  } catch (error) {
    if (error instanceof UserError) throw new Refusal(error.message);
    throw error;
  }
}

export async function listUsers(accounts: AccountDesk, out: (line: string) => void): Promise<void> {
  for (const { email, name, grants } of await accounts.users.list()) {
    const roles = grants.map(({ brand, role }) => (brand === '*' ? role : `${role}@${brand}`)).join(', ');
    out(`${email}\t${name}\t${roles || 'no role'}`);
  }
}

/** A fresh sign-in link for a user, good once and for 15 minutes. */
export async function linkUser(
  accounts: AccountDesk,
  email: string,
  url: string,
  out: (line: string) => void,
): Promise<void> {
  const person = await accounts.users.findByEmail(email);
  if (!person) throw new Refusal(`There is no user with the address ${email}.`);
  out(`${url}/welcome?token=${await accounts.createWelcomeToken(person.id)}`);
}

/** A token with which a program may send signals to the intake; shown only now. */
export async function addToken(accounts: AccountDesk, label: string, out: (line: string) => void): Promise<void> {
  out((await accounts.tokens.createIntake(label)).token);
}

function parseRole(text: string): { brand: string; role: Role } {
  const [role, brand = '*'] = text.split('@');
  const parsed = RoleGrant.safeParse({ role, brand });
  if (parsed.success) return parsed.data;
  throw new Refusal(
    `--role ${text}: expected community-manager, brand-team, editor, admin or viewer, for one brand as in editor@maison-sorbier.`,
  );
}
