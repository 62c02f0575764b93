import type { RequestHandler } from 'express';
import { ProblemError } from './errors.ts';

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A page of another site may not change anything in the name of whoever is signed in here. Browsers name the page's
 * origin with every such request; a request without one is a program's, and a program has no business with a cookie.
 */
export function createOriginCheck(origins: readonly string[]): RequestHandler {
  const allowed = new Set(origins);
  return function checkOrigin(request, _response, next) {
    const { origin, cookie } = request.headers;
    const fine = HARMLESS.has(request.method) || (origin === undefined ? cookie === undefined : allowed.has(origin));
    next(fine ? undefined : new ProblemError('foreign-origin', 'Changes are taken from this site’s own pages only.'));
  };
}
