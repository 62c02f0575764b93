import { randomBytes } from 'node:crypto';
import { Refusal } from '../app/refusal.ts';
import type { BrandStore } from '../context.ts';
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

/** Makes a user; without a password one is made up and shown once. Roles are for brands that are there. */
export async function addUser(
  { accounts, brands }: { readonly accounts: AccountDesk; readonly brands: BrandStore },
  user: NewUser,
  out: (line: string) => void,
): Promise<void> {
  const grants = user.roles.map(parseRole);
  await refuseUnknownBrands(grants, brands);
  const password = user.password ?? randomBytes(12).toString('base64url');
  try {
    const { email } = await accounts.users.create(
      { email: user.email, name: user.name ?? user.email, password, grants },
      USER_COMMAND,
    );
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
  if ((await accounts.grants.whileActive(person.id)) === null) {
    throw new Refusal(`${email} is deactivated: an administrator has to reactivate the account first.`);
  }
  out(`${url}/welcome?token=${await accounts.createWelcomeToken(person.id, USER_COMMAND)}`);
}

/** How the trail names these commands: whoever runs them sits at the machine. */
const USER_COMMAND = 'rebond user';
const COMMAND = { id: 'rebond token', reach: '*' } as const;

/** A token for a program, shown only now: for the intake, or to read one brand. */
export async function addToken(
  accounts: AccountDesk,
  token: {
    readonly label: string;
    readonly brand: string | null;
    readonly days: number | null;
    /** Show what requests are signed by, instead of the token. */
    readonly signed: boolean;
  },
  out: (line: string) => void,
): Promise<void> {
  const scope = token.brand === null ? 'intake' : 'read';
  const { label, brand, days } = token;
  if (token.signed && scope === 'read') throw new Refusal('--signed is for sending signals: leave --brand out.');
  const made = await accounts.tokens.create(COMMAND, { label, brand, days, scope });
  if ('refused' in made) throw new Refusal(`--brand ${token.brand ?? ''}: there is no such brand.`);
  if (!token.signed || !made.signing) return out(made.token);
  out(`rebond-key: ${made.signing.key}`);
  out(`secret, shown only now: ${made.signing.secret}`);
}

/** One line a token: id, label, what it may do, until when, and when it was last used. */
export async function listTokens(accounts: AccountDesk, out: (line: string) => void): Promise<void> {
  for (const { id, label, scope, brand, expiresAt, lastUsedAt, void: isVoid } of await accounts.tokens.list(COMMAND)) {
    const may = scope === 'read' ? `reads ${brand}` : 'intake';
    out(
      [
        id,
        label,
        may,
        isVoid ? 'void: whoever made it may not any more' : (expiresAt ?? 'no expiry'),
        lastUsedAt ?? 'never used',
      ].join('\t'),
    );
  }
}

export async function revokeToken(accounts: AccountDesk, id: string, out: (line: string) => void): Promise<void> {
  if (!(await accounts.tokens.revoke(COMMAND, id))) {
    throw new Refusal(`There is no token ${id}; rebond token list shows them all.`);
  }
  out(`The token ${id} is revoked.`);
}

async function refuseUnknownBrands(grants: readonly RoleGrant[], brands: BrandStore): Promise<void> {
  const known = (await brands.list()).map(({ id }) => id);
  const strange = grants.find(({ brand }) => brand !== '*' && !known.includes(brand));
  if (!strange) return;
  const there = known.length > 0 ? `there are ${known.join(', ')}` : 'there are none yet: start Rebond once';
  throw new Refusal(`--role ${strange.role}@${strange.brand}: there is no brand ${strange.brand}; ${there}.`);
}

function parseRole(text: string): { brand: string; role: Role } {
  const [role, brand = '*'] = text.split('@');
  const parsed = RoleGrant.safeParse({ role, brand });
  if (parsed.success) return parsed.data;
  throw new Refusal(
    `--role ${text}: expected community-manager, brand-team, editor, admin or viewer, for one brand as in editor@maison-sorbier.`,
  );
}
