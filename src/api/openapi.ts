import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { Brand } from '../contract/brand.ts';
import { Card, CardDetail } from '../contract/card.ts';
import { Change } from '../contract/change.ts';
import { Decision, DecisionRequest } from '../contract/decision.ts';
import { ClientFrame, ServerFrame } from '../contract/frame.ts';
import { IntakeResult } from '../contract/intake.ts';
import { Opportunity } from '../contract/opportunity.ts';
import { Problem } from '../contract/problem.ts';
import { RawSignal } from '../contract/signal.ts';
import { SourceStatus } from '../contract/source.ts';
import { Story } from '../contract/story.ts';
import { LiveTerritory } from '../contract/territory.ts';
import { Me } from '../contract/user.ts';
import { PROBLEMS } from './errors.ts';
import type { ProblemCode } from './errors.ts';
import type { Answer, Operation } from './operation.ts';

const NOUNS = {
  ...{ Brand, Card, CardDetail, Change, ClientFrame, Decision, DecisionRequest, IntakeResult, LiveTerritory, Me },
  ...{ Opportunity, Problem, RawSignal, ServerFrame, SourceStatus, Story },
};

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The description of the API, from the very schemas that stand at its door. */
export function createOpenApi(operations: readonly Operation[], about: { version: string; url: string }) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Rebond',
      version: about.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Errors are problem details (RFC 9457). A WebSocket at /api/live pushes numbered changes: the client sends ' +
        'ClientFrame, the server ServerFrame; it takes the session cookie and an Origin of this site.',
    },
    servers: [{ url: about.url }],
    paths,
    components: {
      schemas: NOUNS,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'better-auth.session_token', description: 'Set by signing in' },
        intakeToken: { type: 'http', scheme: 'bearer', description: 'A token of the intake' },
      },
    },
  });
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { access, params, query } = operation;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: access.kind === 'public' ? [] : [access.kind === 'token' ? { intakeToken: [] } : { session: [] }],
    ...((params ?? query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...requestBody(operation),
    responses: responses(operation),
  };
}

function requestBody(operation: Operation): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  const media = operation.rawBody ?? (operation.body && { 'application/json': operation.body });
  if (!media) return {};
  const content = Object.fromEntries(Object.entries(media).map(([type, schema]) => [type, { schema }]));
  return { requestBody: { required: true, content } };
}

function responses(operation: Operation): Record<`${1 | 2 | 3 | 4 | 5}${string}`, ZodOpenApiResponseObject> {
  const all: Record<string, ZodOpenApiResponseObject> = {};
  for (const [status, answer] of Object.entries(operation.answers)) all[status] = response(answer);
  for (const code of problemsOf(operation)) {
    const [status, title] = PROBLEMS[code];
    all[status] ??= { description: title, content: { 'application/problem+json': { schema: Problem } } };
  }
  return all;
}

function response({ description, schema, type }: Answer): ZodOpenApiResponseObject {
  if (schema) return { description, content: { 'application/json': { schema } } };
  return { description, ...(type && { content: { [type]: { schema: z.string() } } }) };
}

/** The refusals that follow from what the operation is, and those it names itself. */
function problemsOf({ access, params, body, rawBody, problems = [] }: Operation): ProblemCode[] {
  const codes: ProblemCode[] = [...problems, 'too-many', 'internal', 'out-of-reach'];
  if (access.kind === 'token') codes.push('bad-token', 'foreign-origin');
  else if (access.kind !== 'public') codes.push('signed-out', 'no-right');
  if (params) codes.push('not-found', 'bad-request');
  if (body ?? rawBody) codes.push('bad-request', 'too-slow', 'too-large', 'wrong-type');
  return codes;
}
