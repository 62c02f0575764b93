import { z } from 'zod';
import { IntakeResult } from '../../contract/intake.ts';
import { RawSignal } from '../../contract/signal.ts';
import { receiveSignals } from '../intake.ts';
import { openOperation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { createSignedIntake, signingKey } from '../signed-intake.ts';

/** What comes again is known by its signature, in this process. */
export function createSignalOperations(): Operation[] {
  const receiveSigned = createSignedIntake();
  return [
    openOperation({
      method: 'post',
      path: '/api/signals',
      id: 'sendSignals',
      tag: 'intake',
      summary: 'Send signals from outside',
      description:
        'One JSON object a line (NDJSON), or one JSON object or array. At most 256 KB a line, 20 MB and 20,000 lines a ' +
        'request; gzip is welcome. Each line gets its own result; a bad line does not spoil the others. The answer comes ' +
        'once every accepted line is durable. Instead of its token a sender may sign: `Rebond-Key` names the token by its id, ' +
        '`Rebond-Signature: t=<seconds>,v1=<hex>` is HMAC-SHA256 over `<t>.<body as sent>`, at most 5 MB. Sending the same again does no harm: signals are known by source and externalId.',
      access: { kind: 'token' },
      rawBody: {
        'application/x-ndjson': z.string().meta({ description: 'One signal a line' }),
        'application/json': z.union([RawSignal, z.array(RawSignal)]),
      },
      answers: { 200: { description: 'What became of each line', schema: IntakeResult } },
      problems: ['out-of-reach'],
      handle: async ({ context, request }) => ({
        body: await (signingKey(request) === null ? receiveSignals : receiveSigned)(context, request),
      }),
    }),
  ];
}
