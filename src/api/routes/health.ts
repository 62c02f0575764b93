import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { bearerToken, requirePermission, requirePerson } from '../auth.ts';
import { openOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';

export const Readiness = z.object({
  ready: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});
export type Readiness = z.infer<typeof Readiness>;

/** An answer that takes longer than this is a no. */
const READY_MS = 5_000;

export async function readiness(context: Context): Promise<Readiness> {
  const late = new AbortController();
  const tooLate = sleep(READY_MS, notReady('no answer within 5 s'), { signal: late.signal, ref: false });
  try {
    return await Promise.race([context.health.ready(), tooLate]);
  } catch (error) {
    context.log.error({ err: error }, 'the readiness check failed');
    return notReady('the check itself failed');
  } finally {
    tooLate.catch(() => undefined);
    late.abort();
  }
}

const notReady = (detail: string): Readiness => ({
  ready: false,
  checks: [{ name: 'readiness', ok: false, detail }],
});

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * A scraper on the same machine needs no token. A proxy on the same machine speaks for the whole world, and a page whose
 * name was bound to 127.0.0.1 sends its own name as Host: neither counts.
 */
function isLocal(request: IncomingMessage): boolean {
  const { headers } = request;
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !forwarded && LOOPBACK.test(request.socket.remoteAddress ?? '') && LOCAL_HOST.test(headers.host ?? '');
}

function sameToken(given: string | null, wanted: string | undefined): boolean {
  if (given === null || wanted === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What strangers are told of the parts: their names, and whether they work; not where they are. */
const withoutDetails = ({ ready, checks }: Readiness): Readiness => ({
  ready,
  checks: checks.map(({ name, ok }) => ({ name, ok, detail: ok ? 'works' : 'does not work' })),
});

/** `metricsToken`: what a scraper on another machine sends as its bearer token. */
export function createHealthOperations({ metricsToken }: { metricsToken?: string | undefined }): Operation[] {
  return [
    openOperation({
      method: 'get',
      path: '/healthz',
      id: 'getHealth',
      tag: 'running',
      summary: 'Whether the process is alive',
      access: { kind: 'public' },
      answers: { 200: { description: 'It is', schema: z.object({ ok: z.literal(true) }) } },
      handle: () => ({ body: { ok: true } }),
    }),
    openOperation({
      method: 'get',
      path: '/readyz',
      id: 'getReadiness',
      tag: 'running',
      summary: 'Whether the installation can do its work',
      description:
        'Why a part does not work is told on the same machine, and to the metrics token; administrators see it in the console.',
      access: { kind: 'public' },
      answers: {
        200: { description: 'It can', schema: Readiness },
        503: { description: 'It cannot; the checks say why', schema: Readiness },
      },
      handle: async ({ context, request }) => {
        const found = await readiness(context);
        const known = isLocal(request) || sameToken(bearerToken(request), metricsToken);
        return { status: found.ready ? 200 : 503, body: known ? found : withoutDetails(found) };
      },
    }),
    openOperation({
      method: 'get',
      path: '/metrics',
      id: 'getMetrics',
      tag: 'running',
      summary: 'Prometheus metrics',
      description: 'Open to the same machine; from elsewhere to administrators and to the metrics token.',
      access: { kind: 'public' },
      answers: { 200: { description: 'Prometheus text', type: 'text/plain' } },
      problems: ['signed-out', 'no-right'],
      handle: async ({ context, request }) => {
        if (!isLocal(request) && !sameToken(bearerToken(request), metricsToken)) {
          const person = await requirePerson(context, request);
          await requirePermission(context, person, { kind: 'anywhere', permissions: ['administer'] }, {});
        }
        return { body: await context.health.metrics(), type: 'text/plain; version=0.0.4; charset=utf-8' };
      },
    }),
  ];
}
