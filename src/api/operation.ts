import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import type { Person } from '../ports/people.ts';
import type { Permission } from '../contract/user.ts';
import type { ProblemCode } from './errors.ts';

/** Who may call an operation. It is part of the operation, so that no handler can forget to ask. */
export type Access =
  /** Everybody. */
  | { readonly kind: 'public' }
  /** Whoever holds an intake token. */
  | { readonly kind: 'token' }
  /** Everybody who is signed in. */
  | { readonly kind: 'person' }
  /** Whoever holds one of these rights for any brand. */
  | { readonly kind: 'anywhere'; readonly permissions: readonly Permission[] }
  /** Whoever holds the right for the brand the parameters lead to; null where they lead to nothing. */
  | {
      readonly kind: 'brand';
      readonly permission: Permission;
      brandOf(context: Context, params: Readonly<Record<string, string>>): Promise<string | null>;
    };

/** What a handler answers: a value, sent by the router. A string, or bytes, are sent as they are, with `type`. */
export interface Reply {
  readonly status?: number;
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

interface Call<Params, Body> {
  readonly context: Context;
  readonly params: Params;
  readonly body: Body;
  readonly request: IncomingMessage;
}

export interface Answer {
  readonly description: string;
  /** Left out where the answer is not JSON. */
  readonly schema?: z.ZodType;
  readonly type?: string;
}

interface Description<Params extends z.ZodObject, Body extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** As OpenAPI writes it, e.g. `/api/brands/{brand}/cards`. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Parameters of the path. Where they do not fit, the thing cannot exist: 404. */
  readonly params?: Params;
  /** Parameters after the `?`, described only; the handler reads them. */
  readonly query?: z.ZodObject;
  /** A JSON body, checked before the handler runs. */
  readonly body?: Body;
  /** A body the handler reads itself: media types for the description. */
  readonly rawBody?: Readonly<Record<string, z.ZodType>>;
  /** Takes a secret that could be guessed: whoever is refused again and again has to wait. */
  readonly guessable?: boolean;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Refusals beyond those that follow from access, parameters and body. */
  readonly problems?: readonly ProblemCode[];
}

type Handler<Extra, Params extends z.ZodObject, Body extends z.ZodType> = (
  call: Call<z.infer<Params>, z.infer<Body>> & Extra,
) => Promise<Reply> | Reply;

/** One operation of the API: what OpenAPI says of it, who may call it, and what it does. */
export interface Operation extends Description<z.ZodObject, z.ZodType> {
  readonly access: Access;
  handle(call: Call<Record<string, string>, unknown> & { readonly person: Person | null }): Promise<Reply> | Reply;
}

/** An operation for people who are signed in. */
export function operation<Params extends z.ZodObject, Body extends z.ZodType>(
  definition: Description<Params, Body> & {
    readonly access: Exclude<Access, { kind: 'public' | 'token' }>;
    readonly handle: Handler<{ readonly person: Person }, Params, Body>;
  },
): Operation {
  return definition as unknown as Operation;
}

/** An operation without a person: public, or opened by a token. */
export function openOperation<Params extends z.ZodObject, Body extends z.ZodType>(
  definition: Description<Params, Body> & {
    readonly access: { readonly kind: 'public' | 'token' };
    readonly handle: Handler<unknown, Params, Body>;
  },
): Operation {
  return definition as unknown as Operation;
}
