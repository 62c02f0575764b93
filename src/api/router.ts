import type { IncomingMessage } from 'node:http';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import type { Person } from '../ports/people.ts';
import { requirePermission, requirePerson, requireToken } from './auth.ts';
import { readJson } from './body.ts';
import { ProblemError, invalid, notFound } from './errors.ts';
import type { Limiters } from './limits.ts';
import type { Operation, Reply } from './operation.ts';

/** Most bytes of a JSON body; the intake has its own limits. */
const BODY_BYTES = 256 * 1024;

/** Binds every operation to its address, and refuses other verbs there. */
export function mountOperations(app: Express, operations: readonly Operation[], context: Context, limiters: Limiters) {
  const verbs = new Map<string, string[]>();
  for (const operation of operations) {
    const path = expressPath(operation.path);
    verbs.set(path, [...(verbs.get(path) ?? []), ...(operation.method === 'get' ? ['GET', 'HEAD'] : ['POST'])]);
    app[operation.method](path, ...doorkeepers(operation, context, limiters), runOperation(operation, context));
  }
  for (const [path, allowed] of verbs) app.all(path, refuseVerb(allowed));
}

const expressPath = (path: string) => path.replace(/\{(\w+)\}/g, ':$1');

/** Who is it, and not too often: before anything of the request is read. */
function doorkeepers(operation: Operation, context: Context, limiters: Limiters): RequestHandler[] {
  const doorkeeping = whoIsIt(operation, context, limiters);
  return operation.guessable ? [...doorkeeping, limiters.wrongSecrets] : doorkeeping;
}

function whoIsIt(operation: Operation, context: Context, limiters: Limiters): RequestHandler[] {
  switch (operation.access.kind) {
    case 'public':
      return [limiters.perAddress];
    case 'token':
      return [
        limiters.wrongTokens,
        async (request, _response, next) => {
          await requireToken(context, request);
          next();
        },
        limiters.perToken,
      ];
    default:
      return [
        limiters.perAddress,
        async (request, response, next) => {
          response.locals.person = await requirePerson(context, request);
          next();
        },
        limiters.perPerson,
      ];
  }
}

function runOperation(operation: Operation, context: Context): RequestHandler {
  return async function handleOperation(request, response) {
    response.locals.route = operation.path;
    const person = (response.locals.person ?? null) as Person | null;
    const params = readParams(operation, request);
    if (person) await requirePermission(context, person, operation.access, params);
    const body = await readRequestBody(operation, context, request);
    send(response, await operation.handle({ context, person, params, body, request }));
  };
}

function readParams(operation: Operation, request: Request): Record<string, string> {
  const read = operation.params?.safeParse(request.params);
  if (read && !read.success) throw notFound();
  return (read?.data ?? {}) as Record<string, string>;
}

async function readRequestBody(operation: Operation, context: Context, request: IncomingMessage): Promise<unknown> {
  if (!operation.body) return undefined;
  const json = await readJson(request, { mostBytes: BODY_BYTES, gzip: false, clock: context.clock });
  const read = operation.body.safeParse(json);
  if (!read.success) throw invalid(read.error);
  return read.data;
}

function send(response: Response, reply: Reply): void {
  response.status(reply.status ?? 200).setHeader('cache-control', 'no-store');
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.body === undefined) response.end();
  else if ((typeof reply.body === 'string' || Buffer.isBuffer(reply.body)) && reply.type)
    response.setHeader('content-type', reply.type).end(reply.body);
  else response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(reply.body));
}

function refuseVerb(allowed: readonly string[]): RequestHandler {
  const allow = [...allowed, 'OPTIONS'].join(', ');
  return function refuse(request: Request, response: Response, next: NextFunction) {
    if (request.method === 'OPTIONS') response.status(204).setHeader('allow', allow).end();
    else next(new ProblemError('wrong-method', `Use ${allow}.`, { headers: { allow } }));
  };
}
