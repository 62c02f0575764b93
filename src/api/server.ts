import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import type { ErrorRequestHandler, Express, Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { createConsoleFiles } from './console-files.ts';
import { ProblemError, notFound, toProblem } from './errors.ts';
import { createListener } from './listener.ts';
import type { Listener } from './listener.ts';
import { LIMITS, createLimiters } from './limits.ts';
import type { Limits } from './limits.ts';
import type { Operation } from './operation.ts';
import { createOriginCheck } from './origin.ts';
import { mountOperations } from './router.ts';
import { assignmentOperations } from './routes/assignments.ts';
import { accountOperations } from './routes/account.ts';
import { adminAuditOperations } from './routes/admin-audit.ts';
import { adminPeopleOperations } from './routes/admin-people.ts';
import { adminTokenOperations } from './routes/admin-tokens.ts';
import { angleOperations } from './routes/angles.ts';
import { brandOperations } from './routes/brands.ts';
import { calendarOperations } from './routes/calendar.ts';
import { cardOperations } from './routes/cards.ts';
import { commentOperations } from './routes/comments.ts';
import { channelOperations } from './routes/channels.ts';
import { createDocsOperations } from './routes/docs.ts';
import { destinationOperations } from './routes/destinations.ts';
import { createDraftOperations } from './routes/draft-check.ts';
import { draftOperations } from './routes/drafts.ts';
import { firstTerritoryOperations } from './routes/first-territory.ts';
import { freezeOperations } from './routes/freezes.ts';
import { createHealthOperations } from './routes/health.ts';
import { linkOperations } from './routes/links.ts';
import { meOperations } from './routes/me.ts';
import { mediaOperations } from './routes/media.ts';
import { momentOperations } from './routes/moments.ts';
import { outsideOperations } from './routes/outside.ts';
import { brandSettingsOperations } from './routes/brand-settings.ts';
import { territoryOperations } from './routes/territories.ts';
import { territoryVersionOperations } from './routes/territory-versions.ts';
import { lookBackOperations } from './routes/lookback.ts';
import { replayOperations } from './routes/replays.ts';
import { queryOperations } from './routes/queries.ts';
import { publicationOperations } from './routes/publications.ts';
import { createResultOperations } from './routes/results.ts';
import { createSignalOperations } from './routes/signals.ts';
import { sourceOperations } from './routes/sources.ts';
import { unsubscribeOperations } from './routes/unsubscribe.ts';
import { createSuggestionOperations } from './routes/suggestions.ts';
import { createWelcomeOperations } from './routes/welcome.ts';
import type { RedeemWelcome } from './routes/welcome.ts';
import { protect } from './protect.ts';

export interface ServerOptions {
  /** Origins whose pages may change things, exactly as browsers send them; the first is where the public comes in. */
  readonly origins: readonly [string, ...string[]];
  readonly version: string;
  /** Everything under `/api/auth/`; reads the body itself. */
  readonly authHandler: (request: IncomingMessage, response: ServerResponse) => unknown;
  readonly redeemWelcome: RedeemWelcome;
  /** Absolute path of the built console. */
  readonly consoleFolder: string;
  /** Lets a scraper on another machine read `/metrics`. */
  readonly metricsToken?: string | undefined;
  /** Whether an address is a proxy before us whose X-Forwarded-For is believed. None is unless said. */
  readonly isProxy?: ((address: string) => boolean) | undefined;
  readonly limits?: Partial<Limits>;
  /** Told of every answer: the address as OpenAPI writes it, or `other`. */
  readonly onRequest?: (done: { method: string; route: string; status: number; seconds: number }) => void;
}

export interface Server extends Listener {
  readonly app: Express;
}

const KB = 1024;

/** The HTTP side: API, sign-in, console. Not listening yet. */
export function createServer(context: Context, options: ServerOptions): Server {
  const limiters = createLimiters({ ...LIMITS, ...options.limits });
  const app = express();
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('trust proxy', options.isProxy ?? false);
  app.use(nameAndWatch(context, options), protect(options.origins[0]), createOriginCheck(options.origins));
  app.all('/api/auth/{*path}', limiters.perAddress, boundBody(64 * KB), async (request, response) => {
    response.locals.route = '/api/auth';
    await options.authHandler(request, response);
  });
  app.get('/api/live', () => {
    throw new ProblemError('upgrade-required', 'Open it as a WebSocket.', { headers: { upgrade: 'websocket' } });
  });
  mountOperations(app, allOperations(options), context, limiters);
  app.use('/api', () => {
    throw notFound();
  });
  app.use(createConsoleFiles(options.consoleFolder), () => {
    throw notFound();
  });
  app.use(answerProblem(context));
  return { app, ...createListener(app) };
}

function allOperations(options: ServerOptions): Operation[] {
  const operations = [
    ...meOperations,
    ...createWelcomeOperations(options),
    ...linkOperations,
    ...accountOperations,
    ...adminPeopleOperations,
    ...adminTokenOperations,
    ...adminAuditOperations,
    ...brandOperations,
    ...cardOperations,
    ...commentOperations,
    ...assignmentOperations,
    ...calendarOperations,
    ...momentOperations,
    ...freezeOperations,
    ...createDraftOperations(),
    ...draftOperations,
    ...angleOperations,
    ...channelOperations,
    ...unsubscribeOperations,
    ...destinationOperations,
    ...publicationOperations,
    ...mediaOperations,
    ...outsideOperations,
    ...createSuggestionOperations(),
    ...createResultOperations(),
    ...queryOperations,
    ...territoryOperations,
    ...territoryVersionOperations,
    ...brandSettingsOperations,
    ...lookBackOperations,
    ...firstTerritoryOperations,
    ...replayOperations,
    ...sourceOperations,
    ...createSignalOperations(),
    ...createHealthOperations(options),
  ];
  return [...operations, ...createDocsOperations(operations, { version: options.version, url: options.origins[0] })];
}

/** Gives the request an id, and tells log and metrics how it went. */
function nameAndWatch(context: Context, { onRequest }: ServerOptions): RequestHandler {
  return function watch(request, response, next) {
    const given = request.headers['x-request-id'];
    const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    response.locals.id = id;
    response.setHeader('x-request-id', id);
    const from = context.clock();
    response.once('finish', () => {
      lingerOver(request, LINGER_MS);
      const { statusCode: status } = response;
      const seconds = (context.clock() - from) / 1_000;
      // The path without what follows the `?`: sign-in links carry their token there.
      context.log.debug({ id, method: request.method, path: request.path, status, seconds }, 'request');
      onRequest?.({ method: request.method, route: String(response.locals.route ?? 'other'), status, seconds });
    });
    next();
  };
}

/** For a handler that reads the body itself, without limits of its own. */
function boundBody(mostBytes: number): RequestHandler {
  return function bound(request, _response, next) {
    lingerOver(request, BODY_MS);
    if (request.headers['transfer-encoding'] !== undefined) next(new ProblemError('length-required'));
    else if (Number(request.headers['content-length'] ?? 0) > mostBytes) next(new ProblemError('too-large'));
    else next();
  };
}

/** How long a small body may take to arrive. */
const BODY_MS = 10_000;
/** How long an answered sender may go on sending, so that it reads the answer instead of a broken connection. */
const LINGER_MS = 2_000;

/** Breaks the connection off where the body is still not here after `ms`. */
function lingerOver(request: Request, ms: number): void {
  if (request.complete || request.destroyed) return;
  const { socket } = request;
  setTimeout(() => {
    if (!request.complete) socket.destroy();
  }, ms).unref();
}

function answerProblem(context: Context): ErrorRequestHandler {
  return function answer(error: unknown, request, response, _next) {
    const problem = toProblem(error);
    // What we refuse ourselves, because we are full or about to end, is no failure.
    if (problem.problem.status >= 500 && !(error instanceof ProblemError)) {
      const { id, route } = response.locals;
      context.log.error(
        { err: error, id: String(id), method: request.method, route: String(route) },
        'a request failed',
      );
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.problem.status).set(problem.headers).set('cache-control', 'no-store');
    response.type('application/problem+json').send(JSON.stringify(problem.problem));
  };
}
