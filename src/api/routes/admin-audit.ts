import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { AuditPage, AuditQuery } from '../../contract/audit.ts';
import { writeAuditCsv, writeAuditLines } from '../audit-files.ts';
import { invalid } from '../errors.ts';
import { operation } from '../operation.ts';
import { doerOf } from '../refuse-account.ts';
import { ADMINISTER } from './admin-people.ts';
import { Readiness, readiness } from './health.ts';

const tag = 'administration';
const access = ADMINISTER;
/** Entries of one file. Narrow the time for more. */
const MOST = 50_000;

const PageQuery = AuditQuery.extend({
  before: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'the `before` of an earlier page')
    .optional()
    .meta({ description: 'Older than the entry of this id' }),
});

function readQuery<S extends z.ZodType>(schema: S, request: IncomingMessage): z.infer<S> {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  // An empty field of a form does not narrow.
  const read = schema.safeParse(Object.fromEntries([...searchParams].filter(([, value]) => value !== '')));
  if (!read.success) throw invalid(read.error);
  return read.data;
}

const SEEN =
  'Whoever administers some brands sees the entries of these brands. Nobody can alter or delete one, not even in the ' +
  'database.';

const FILES = {
  csv: { type: 'text/csv; charset=utf-8', write: writeAuditCsv },
  ndjson: { type: 'application/x-ndjson', write: writeAuditLines },
} as const;

export const adminAuditOperations = [
  operation({
    ...{ method: 'get', path: '/api/admin/audit', id: 'listAudit', tag, access },
    summary: 'Who did what to what, newest first',
    description: SEEN,
    query: PageQuery,
    answers: { 200: { description: 'At most 50 entries', schema: AuditPage } },
    problems: ['invalid'],
    handle: async ({ context, person, request }) => {
      const { before, ...query } = readQuery(PageQuery, request);
      const { reach } = await doerOf(context, person);
      return { body: await context.audit.page(reach, query, before ?? null) };
    },
  }),
  ...(['csv', 'ndjson'] as const).map((kind) =>
    operation({
      ...{ method: 'get', path: `/api/admin/audit.${kind}`, id: `exportAudit${kind.toUpperCase()}`, tag, access },
      summary: `The same entries as a file (${kind.toUpperCase()}), at most ${MOST.toLocaleString('en')}`,
      description: kind === 'csv' ? `${SEEN} No cell begins like a formula.` : SEEN,
      query: AuditQuery,
      answers: { 200: { description: 'The file', type: FILES[kind].type } },
      problems: ['invalid'],
      handle: async ({ context, person, request }) => {
        const { reach } = await doerOf(context, person);
        const records = await context.audit.all(reach, readQuery(AuditQuery, request), MOST);
        const { type, write } = FILES[kind];
        return {
          body: write(records),
          type,
          headers: { 'content-disposition': `attachment; filename="rebond-audit.${kind}"` },
        };
      },
    }),
  ),
  operation({
    ...{ method: 'get', path: '/api/admin/health', id: 'getAdminHealth', tag, access },
    summary: 'How the parts of the installation do',
    answers: { 200: { description: 'Every check, with its reason', schema: Readiness } },
    handle: async ({ context }) => ({ body: await readiness(context) }),
  }),
];
