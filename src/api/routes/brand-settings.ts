import { isDeepStrictEqual } from 'node:util';
import { Brand } from '../../contract/brand.ts';
import { BrandSettings } from '../../contract/territory-version.ts';
import { ProblemError, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';

export const brandSettingsOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/settings',
    id: 'getBrandSettings',
    tag: 'brands',
    summary: 'How quickly the brand answers, how it talks, and who approves',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'Its settings', schema: BrandSettings } },
    handle: async ({ context, params }) => {
      const brand = await context.brands.get(params.brand);
      if (!brand) throw notFound();
      return { body: BrandSettings.strip().parse(brand) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/settings',
    id: 'changeBrandSettings',
    tag: 'brands',
    summary: 'Changes how quickly the brand answers, how it talks, and who approves',
    description:
      'In force at once. Who approves is changed by whoever administers the brand; for others it must be as it is.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: BrandSettings,
    answers: { 200: { description: 'The brand as it is now', schema: Brand } },
    handle: async ({ context, params, body, person }) => {
      const before = await context.brands.get(params.brand);
      if (!before) throw notFound();
      const mayApprove = context.accounts.may(person, params.brand, 'administer');
      if (!mayApprove && !isDeepStrictEqual(before.approval, body.approval)) {
        throw new ProblemError('no-right', 'Who approves is changed by whoever administers the brand.');
      }
      const brand = await context.brandSettings.change(params.brand, body, person.id);
      if (!brand) throw notFound();
      return { body: brand };
    },
  }),
];
