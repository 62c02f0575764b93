import { z } from 'zod';
import {
  Breadth,
  BreadthRequest,
  Completion,
  ExampleJudgement,
  LookBackState,
  Sample,
  SampleRequest,
} from '../../contract/lookback.ts';
import { Territory } from '../../contract/territory.ts';
import { ProblemError } from '../errors.ts';
import { operation } from '../operation.ts';
import { whileThere } from '../while-there.ts';
import { BrandParams, onBrand } from './brands.ts';

const Begins = z.object({
  begins: z.string().max(60).default('').meta({ description: 'First letters, with or without # or @' }),
});

export const lookBackOperations = [
  operation({
    method: 'post',
    path: '/api/brands/{brand}/lookback/sample',
    id: 'sampleRule',
    tag: 'territories',
    summary: 'What a rule would have found in the last days',
    description:
      'The newest hits with their words marked, how many there are in all and how many a day. Where there is much, an ' +
      'even sample is searched and the numbers are estimates with their interval. A rule that cannot be read is ' +
      'answered with its errors. With `order: closest` the hits that were looked at, 1,500 at most, are ranked by how ' +
      'close they are to what the topic is about, by words or by the model that the operator named; `closeness` says ' +
      'which, and `words-instead` that the model did not answer. Nothing is kept.',
    access: onBrand('read'),
    params: BrandParams,
    body: SampleRequest,
    answers: { 200: { description: 'What it would have found', schema: Sample } },
    handle: async ({ body, context, request }) => ({
      body: await whileThere(request, (signal) => context.lookBack.sample(body, signal)),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/lookback/breadth',
    id: 'measureBreadth',
    tag: 'territories',
    summary: 'What makes a rule as broad as it is, clause by clause, with advice',
    description:
      'Common clauses are counted in an even sample of recent signals that is read once a minute, rare ones looked up. ' +
      'Stories are those that the product makes of the sample. A rule that cannot be read has no clauses.',
    access: onBrand('read'),
    params: BrandParams,
    body: BreadthRequest,
    answers: { 200: { description: 'How broad it is, and why', schema: Breadth } },
    handle: async ({ body, context }) => ({ body: await context.lookBack.breadth(body) }),
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/lookback/completions',
    id: 'completeTerm',
    tag: 'territories',
    summary: 'Tags and names seen in the last days that begin so',
    access: onBrand('read'),
    params: BrandParams,
    query: Begins,
    answers: { 200: { description: 'Tags and names, the most frequent first', schema: Completion } },
    problems: ['invalid'],
    handle: async ({ context, request }) => {
      const asked = Begins.safeParse(Object.fromEntries(new URL(request.url ?? '', 'http://here').searchParams));
      if (!asked.success) throw new ProblemError('invalid', 'begins takes at most 60 characters.');
      return { body: await context.lookBack.complete(asked.data.begins) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/lookback/examples',
    id: 'judgeExamples',
    tag: 'territories',
    summary: 'A territory’s examples run through it: which are right, precision and recall',
    description: 'Nothing is kept.',
    access: onBrand('read'),
    params: BrandParams,
    body: z.strictObject({ territory: Territory }),
    answers: { 200: { description: 'What becomes of each example', schema: ExampleJudgement } },
    handle: async ({ body, context }) => ({ body: await context.lookBack.examples(body.territory) }),
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/lookback',
    id: 'readLookBack',
    tag: 'territories',
    summary: 'How far back rules can be tried, and on how much',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'What is kept', schema: LookBackState } },
    handle: async ({ context }) => ({ body: await context.lookBack.state() }),
  }),
];
