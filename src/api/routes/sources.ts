import { z } from 'zod';
import { Slug } from '../../contract/common.ts';
import { SourceStatus } from '../../contract/source.ts';
import { UnattendedError } from '../../context.ts';
import { notFound, outOfReach } from '../errors.ts';
import { operation } from '../operation.ts';

const SourceParams = z.object({ source: Slug.meta({ description: 'Id of the source' }) });

const Speed = z.strictObject({
  speed: z
    .union([z.number().min(0.01).max(1_000), z.literal('max')])
    .meta({ description: 'Times real time, or max for as fast as it can' }),
});

/** Sources belong to the whole installation: a right for one brand is enough. */
const READ = { kind: 'anywhere', permissions: ['read'] } as const;
const STEER = { kind: 'anywhere', permissions: ['administer', 'edit-territory'] } as const;

const answers = { 200: { description: 'How the source does now', schema: SourceStatus } };

function sayUnattended(error: unknown): never {
  if (!(error instanceof UnattendedError)) throw error;
  throw outOfReach('The process that asks the sources does not answer. Try again in a moment.');
}

export const sourceOperations = [
  operation({
    method: 'get',
    path: '/api/sources',
    id: 'listSources',
    tag: 'sources',
    summary: 'Every source with its state, rate, lag and last error',
    access: READ,
    answers: { 200: { description: 'Sources', schema: z.array(SourceStatus) } },
    handle: async ({ context }) => ({ body: await context.sources.statuses() }),
  }),
  operation({
    method: 'post',
    path: '/api/sources/{source}/speed',
    id: 'setSourceSpeed',
    tag: 'sources',
    summary: 'Set the playback speed of a recording or of the demonstration',
    access: STEER,
    params: SourceParams,
    body: Speed,
    answers,
    problems: ['out-of-reach'],
    handle: async ({ context, params, body }) => {
      const set = await context.sources.setSpeed(params.source, body.speed).catch(sayUnattended);
      const status = (await context.sources.statuses()).find((source) => source.id === params.source);
      if (!set || !status) throw notFound();
      return { body: status };
    },
  }),
  operation({
    method: 'post',
    path: '/api/sources/{source}/test',
    id: 'testSource',
    tag: 'sources',
    summary: 'Ask a feed now and report',
    access: STEER,
    params: SourceParams,
    answers,
    problems: ['out-of-reach'],
    handle: async ({ context, params }) => {
      const status = await context.sources.test(params.source).catch(sayUnattended);
      if (!status) throw notFound();
      return { body: status };
    },
  }),
];
