import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { Account, SessionEntry } from '../contract/account.ts';
import { AuditRecord } from '../contract/audit.ts';
import { Brand } from '../contract/brand.ts';
import { Card, CardDetail } from '../contract/card.ts';
import { Change } from '../contract/change.ts';
import { Channel } from '../contract/channel.ts';
import { Delivery } from '../contract/delivery.ts';
import { Decision, DecisionRequest } from '../contract/decision.ts';
import { DraftCheck, DraftCheckRequest } from '../contract/draft-check.ts';
import { Draft, DraftMoveRequest } from '../contract/draft.ts';
import { ClientFrame, ServerFrame } from '../contract/frame.ts';
import { Freeze, FreezeRequest } from '../contract/freeze.ts';
import { IntakeResult } from '../contract/intake.ts';
import { MomentCard } from '../contract/moment-card.ts';
import { Moment } from '../contract/moment.ts';
import { Opportunity } from '../contract/opportunity.ts';
import { Invitation, PersonEntry } from '../contract/people.ts';
import { Problem } from '../contract/problem.ts';
import { RawSignal } from '../contract/signal.ts';
import { SourceStatus } from '../contract/source.ts';
import { Story } from '../contract/story.ts';
import { Assignment, Colleague, Comment, CommentRequest, SavedView } from '../contract/teamwork.ts';
import { LiveTerritory } from '../contract/territory.ts';
import { TokenEntry } from '../contract/token.ts';
import { Me } from '../contract/user.ts';
import { PROBLEMS } from './errors.ts';
import type { ProblemCode } from './errors.ts';
import type { Answer, Operation } from './operation.ts';

const NOUNS = {
  ...{ Brand, Card, CardDetail, Change, ClientFrame, Decision, DecisionRequest, IntakeResult, LiveTerritory, Me },
  ...{ Account, AuditRecord, Invitation, PersonEntry, SessionEntry, TokenEntry },
  ...{ Draft, DraftCheck, DraftCheckRequest, DraftMoveRequest },
  ...{ Channel, Delivery },
  ...{ Assignment, Colleague, Comment, CommentRequest, SavedView },
  ...{ Freeze, FreezeRequest, Moment, MomentCard, Opportunity, Problem, RawSignal, ServerFrame, SourceStatus, Story },
};

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The description of the API, from the very schemas that stand at its door. */
export function createOpenApi(operations: readonly Operation[], about: { version: string; url: string }) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return spellTuples(
    createDocument({
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
          session: { type: 'apiKey', in: 'cookie', name: 'rebond.session_token', description: 'Set by signing in' },
          readToken: { type: 'http', scheme: 'bearer', description: 'A token that reads one brand' },
          intakeToken: { type: 'http', scheme: 'bearer', description: 'A token of the intake' },
          intakeSignature: {
            ...{ type: 'apiKey', in: 'header', name: 'Rebond-Signature' },
            description: 'Instead of a token of the intake, with its id as Rebond-Key',
          },
        },
      },
    }),
  );
}

/** Tuples of one kind as lists of a fixed length: it means the same, and more programs read it. */
function spellTuples<T>(value: T): T {
  if (Array.isArray(value)) return value.map(spellTuples) as T;
  if (typeof value !== 'object' || value === null) return value;
  const { prefixItems } = value as { readonly prefixItems?: unknown };
  const members: readonly unknown[] = Array.isArray(prefixItems) ? prefixItems : [];
  const kinds = new Set(members.map((member) => JSON.stringify(member)));
  const rest = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => kinds.size !== 1 || (key !== 'prefixItems' && key !== 'items'))
      .map(([key, inner]: [string, unknown]) => [key, spellTuples(inner)]),
  );
  if (kinds.size !== 1) return rest as T;
  return { ...rest, items: spellTuples(members[0]), minItems: members.length, maxItems: members.length } as T;
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { params, query } = operation;
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: securityOf(operation),
    ...((params ?? query) && { requestParams: { ...(params && { path: params }), ...(query && { query }) } }),
    ...requestBody(operation),
    responses: responses(operation),
  };
}

/** A token that reads is as good as a session where nothing is changed. */
function securityOf({ access, method }: Operation): Record<string, string[]>[] {
  if (access.kind === 'public') return [];
  if (access.kind === 'token') return [{ intakeToken: [] }, { intakeSignature: [] }];
  return method === 'get' ? [{ session: [] }, { readToken: [] }] : [{ session: [] }];
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
  // What a reader parses has the shape it has; a schema would speak of the parsed value.
  const content = type?.includes('yaml') ? {} : { schema: z.string() };
  return { description, ...(type && { content: { [type]: content } }) };
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
