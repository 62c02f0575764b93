import { z } from 'zod';
import { Replay, ReplayRequest } from '../../contract/replay.ts';
import { notFound, ProblemError, tooMany } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

const ReplayParams = BrandParams.extend({ replay: z.string().meta({ description: 'Id of the replay' }) });
/** Seconds after which a brand whose queue is full may try again. */
const PATIENCE_S = 30;

export const replayOperations = [
  operation({
    method: 'post',
    path: '/api/brands/{brand}/replays',
    id: 'startReplay',
    tag: 'territories',
    summary: 'What a working copy of the territory would have changed in the last days',
    description:
      'Goes over what was kept with the rules that run and with the working copy, side by side, in the background and at ' +
      'low priority: one replay at a time, the brands take turns. Ask for it by its id to see how far it is. Nothing is ' +
      'published, and nothing is kept: a restart of the server forgets it. Signals that lay outside the territory are ' +
      'known only as far as they were kept, without the growth of their figures.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: ReplayRequest,
    answers: { 200: { description: 'It waits or runs', schema: Replay } },
    problems: ['invalid', 'too-many'],
    handle: async ({ context, params, body }) => {
      if (body.territory.brand !== params.brand) {
        throw new ProblemError('invalid', 'The territory is that of another brand.', {
          errors: [{ path: 'territory.brand', message: 'not the brand of the address' }],
        });
      }
      const started = await context.replays.start(params.brand, body);
      if (started === 'full') throw tooMany(PATIENCE_S);
      if ('unreadable' in started) {
        throw new ProblemError('invalid', 'Some queries cannot be read.', { errors: [...started.unreadable] });
      }
      return { body: started };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/replays/{replay}',
    id: 'readReplay',
    tag: 'territories',
    summary: 'How far a replay is, and what it found',
    access: onBrand('read'),
    params: ReplayParams,
    answers: { 200: { description: 'The replay', schema: Replay } },
    handle: async ({ context, params }) => {
      const replay = await context.replays.get(params.brand, params.replay);
      if (!replay) throw notFound();
      return { body: replay };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/replays/{replay}/cancel',
    id: 'cancelReplay',
    tag: 'territories',
    summary: 'Stops a replay, or takes it out of the queue',
    access: onBrand('edit-territory'),
    params: ReplayParams,
    answers: { 200: { description: 'As it is now; one that had ended is as it was', schema: Replay } },
    handle: async ({ context, params }) => {
      const replay = await context.replays.cancel(params.brand, params.replay);
      if (!replay) throw notFound();
      return { body: replay };
    },
  }),
];
