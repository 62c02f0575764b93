import { z } from 'zod';
import {
  InflectionRequest,
  Inflections,
  PasteRequest,
  Pasted,
  QueryCheck,
  QueryCheckRequest,
  QueryExplainRequest,
  QueryExplanation,
  SignalToExplain,
  TerritoryExplanation,
} from '../../contract/query.ts';
import { inflect } from '../../core/territory/inflect.ts';
import { pasteBrandwatch } from '../../core/territory/paste/brandwatch.ts';
import { notFound } from '../errors.ts';
import { checkQuery, explainLive, explainOne } from '../explain.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

export const queryOperations = [
  operation({
    method: 'post',
    path: '/api/queries/check',
    id: 'checkQuery',
    tag: 'queries',
    summary: 'How a query is read: its plainest form, its tree, errors and doubts at their places',
    description: 'Also of a query with errors the tree holds what was understood. Nothing is kept.',
    access: { kind: 'person' },
    body: QueryCheckRequest,
    answers: { 200: { description: 'What was understood of it', schema: QueryCheck } },
    handle: async ({ body }) => ({ body: await checkQuery(body.query, body.lists) }),
  }),
  operation({
    method: 'post',
    path: '/api/queries/explain',
    id: 'explainQuery',
    tag: 'queries',
    summary: 'Why a query matches a signal, or why not, clause by clause',
    description:
      'Answers each clause with the places that make it hold, and the smallest change by which a query that does not ' +
      'match would. Long queries take shorter texts: together they may be too large.',
    access: { kind: 'person' },
    body: QueryExplainRequest,
    answers: { 200: { description: 'The explanation', schema: QueryExplanation } },
    problems: ['invalid', 'too-large'],
    handle: async ({ body, context }) => ({
      body: await explainOne(body.query, body.lists, body.signal, context.clock()),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/queries/inflections',
    id: 'inflectWord',
    tag: 'queries',
    summary: 'Forms of a word: plurals, feminines, the usual forms of verbs',
    description: 'Made by rules and a list of exceptions, so some may not exist: look them through.',
    access: { kind: 'person' },
    body: InflectionRequest,
    answers: { 200: { description: 'The forms, the word itself first', schema: Inflections } },
    handle: ({ body }) => ({ body: { forms: inflect(body.word, body.lang) } }),
  }),
  operation({
    method: 'post',
    path: '/api/queries/paste',
    id: 'pasteQuery',
    tag: 'queries',
    summary: 'A query in the syntax of another product, in this one’s, with notes on what was translated',
    description: 'What has no counterpart is left as it was and named, never dropped.',
    access: { kind: 'person' },
    body: PasteRequest,
    answers: { 200: { description: 'The query and the notes', schema: Pasted } },
    handle: ({ body }) => ({ body: pasteBrandwatch(body.query) }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/explain',
    id: 'explainSignal',
    tag: 'queries',
    summary: 'Why a signal lies in the brand’s territory, or why not, topic by topic',
    description: 'By the version of the territory that runs now.',
    access: onBrand('read'),
    params: BrandParams,
    body: z.strictObject({ signal: SignalToExplain }),
    answers: { 200: { description: 'What the signal says to each topic', schema: TerritoryExplanation } },
    handle: async ({ body, context, params }) => {
      const live = await context.territories.get(params.brand);
      if (!live) throw notFound();
      return { body: await explainLive(live, body.signal, context.clock()) };
    },
  }),
];
