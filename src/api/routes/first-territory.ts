import { z } from 'zod';
import { Brand } from '../../contract/brand.ts';
import { FirstAnswers, FirstTerritory, NoiseSwitch, Starters } from '../../contract/first-territory.ts';
import { NewBrand } from '../../contract/new-brand.ts';
import { TermAnswer, TermRequest } from '../../contract/term-suggestion.ts';
import { Territory } from '../../contract/territory.ts';
import { tokenize } from '../../core/text/tokens.ts';
import { ProblemError, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { whileThere } from '../while-there.ts';
import { BrandParams, onBrand } from './brands.ts';

export const firstTerritoryOperations = [
  operation({
    method: 'post',
    path: '/api/brands',
    id: 'createBrand',
    tag: 'brands',
    summary: 'A new brand, without a territory yet',
    description:
      'For those who administer every brand. Whoever may see it then is said under /api/admin/people; nothing runs for it ' +
      'before its first territory is published.',
    access: { kind: 'anywhere', permissions: ['administer'] },
    body: NewBrand,
    answers: { 201: { description: 'The brand', schema: Brand } },
    problems: ['invalid', 'no-right', 'brand-taken'],
    handle: async ({ context, body, person }) => {
      if (!context.accounts.may(person, '*', 'administer')) {
        throw new ProblemError('no-right', 'A new brand is for those who administer every brand.');
      }
      const id = body.id ?? idOf(body.name);
      if (id === '')
        throw new ProblemError('invalid', 'id: the name makes none: give one of a to z, 0 to 9 and hyphens.');
      const brand = Brand.parse({ ...body, id });
      if (!(await context.brands.create(brand, person.id))) {
        throw new ProblemError('brand-taken', `There is a brand with the id "${id}": give another id.`);
      }
      return { status: 201, body: brand };
    },
  }),
  operation({
    method: 'get',
    path: '/api/territory-starters',
    id: 'readStarters',
    tag: 'territories',
    summary: 'What a first territory is made from: sectors, no-go templates and noise packs',
    access: { kind: 'person' },
    answers: { 200: { description: 'As `config/first-territory.yaml` and `config/noise` say it', schema: Starters } },
    handle: ({ context }) => ({ body: context.territoryAid.starters }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/first',
    id: 'beginTerritory',
    tag: 'territories',
    summary: 'A first territory from a few answers',
    description:
      'Each subject becomes a rule with the forms of its words; words that are met everywhere count beside a word of the ' +
      'trade only, and a note says so. What the starters do not know is left out. Nothing is kept.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: FirstAnswers,
    answers: { 200: { description: 'A territory that can be saved as the working copy', schema: FirstTerritory } },
    handle: ({ context, params, body }) => ({ body: context.territoryAid.begin(params.brand, body) }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/noise',
    id: 'switchNoise',
    tag: 'territories',
    summary: 'Lets topics of a working copy leave a noise pack out, or no longer',
    description: 'Adds the pack’s list and `NOT list:noise-…` to the rules, or takes them away. Nothing is kept.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: NoiseSwitch,
    answers: { 200: { description: 'The territory with it', schema: z.object({ territory: Territory }) } },
    handle: ({ context, body }) => {
      const territory = context.territoryAid.switchNoise(body);
      if (!territory) throw notFound();
      return { body: { territory } };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/suggestions',
    id: 'suggestTerms',
    tag: 'territories',
    summary: 'Terms that a topic of a working copy might add or leave out, and texts that it may have missed',
    description:
      'Told from the topic’s hits and examples against what else was there in these days, by the log-likelihood ratio; ' +
      'closeness by words, or by the model that the operator named. Nothing is kept.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: TermRequest,
    answers: { 200: { description: 'The surest first', schema: TermAnswer } },
    problems: ['invalid'],
    handle: async ({ context, body, request }) => {
      const answer = await whileThere(request, (signal) => context.territoryAid.suggest(body, signal));
      if (!answer) {
        throw new ProblemError(
          'invalid',
          `topic: the territory has no topic "${body.topic}", or its rule cannot be read.`,
        );
      }
      return { body: answer };
    },
  }),
];

const idOf = (name: string): string =>
  tokenize(name)
    .join('-')
    .replace(/[^a-z0-9-]/g, '')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
