import { z } from 'zod';
import { docsPage } from '../docs-page.ts';
import { createOpenApi } from '../openapi.ts';
import { openOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';

/** The operations that describe all others, and themselves. `url`: where clients reach the API. */
export function createDocsOperations(
  others: readonly Operation[],
  about: { version: string; url: string },
): Operation[] {
  const own: Operation[] = [
    openOperation({
      method: 'get',
      path: '/api/openapi.json',
      id: 'getOpenApi',
      tag: 'running',
      summary: 'This API as OpenAPI 3.1',
      access: { kind: 'public' },
      answers: { 200: { description: 'The document', schema: z.record(z.string(), z.unknown()) } },
      handle: () => ({ body: json, type: 'application/json; charset=utf-8' }),
    }),
    openOperation({
      method: 'get',
      path: '/api/docs',
      id: 'getDocs',
      tag: 'running',
      summary: 'This API as a page to read',
      access: { kind: 'public' },
      answers: { 200: { description: 'The page', type: 'text/html' } },
      handle: () => ({ body: html, type: 'text/html; charset=utf-8' }),
    }),
  ];
  const document = createOpenApi([...others, ...own], about);
  const json = JSON.stringify(document);
  const html = docsPage([...others, ...own], document);
  return own;
}
