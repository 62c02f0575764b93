import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import type { Response } from 'express';
import { page } from './page.ts';

const NOT_BUILT = page(
  'The console is not built yet',
  '<p>Run <code>npm run build</code> in the folder of Rebond, then load this page again.</p>',
);

const YEAR = 'public, max-age=31536000, immutable';

/** The built console. Every address that is not a file is the console's own: it gets index.html. */
export function createConsoleFiles(folder: string): Router {
  const router = Router();
  const index = join(folder, 'index.html');
  // Files only: an answer that holds a secret beside something asked for would tell its length.
  router.use(compression());
  // Names under /assets contain a hash of the content.
  router.use('/assets', express.static(join(folder, 'assets'), { index: false, fallthrough: false, setHeaders: keep }));
  router.use(express.static(folder, { index: false, dotfiles: 'ignore', redirect: false }));
  router.get('/{*path}', (request, response, next) => {
    // A name with a dot asks for a file, and that file is not there.
    if (request.path.split('/').pop()?.includes('.')) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-store');
    if (existsSync(index)) response.sendFile(index, { cacheControl: false, etag: false, lastModified: false });
    else response.status(503).type('html').send(NOT_BUILT);
  });
  return router;
}

const keep = (response: Response) => void response.setHeader('cache-control', YEAR);
