import { z } from 'zod';
import { Brand } from '../../contract/brand.ts';
import { Slug } from '../../contract/common.ts';
import { LiveTerritory } from '../../contract/territory.ts';
import type { Permission } from '../../contract/user.ts';
import { notFound } from '../errors.ts';
import type { Access } from '../operation.ts';
import { operation } from '../operation.ts';

export const BrandParams = z.object({
  brand: Slug.meta({ description: 'Id of the brand', example: 'maison-sorbier' }),
});

/** The right must be held for the brand the address names. */
export const onBrand = (permission: Permission): Access & { kind: 'brand' } => ({
  kind: 'brand',
  permission,
  brandOf: async (context, params) => (await context.brands.get(params.brand ?? ''))?.id ?? null,
});

export const brandOperations = [
  operation({
    method: 'get',
    path: '/api/brands',
    id: 'listBrands',
    tag: 'brands',
    summary: 'The brands the person may see',
    access: { kind: 'person' },
    answers: { 200: { description: 'Brands', schema: z.array(Brand) } },
    handle: async ({ context, person }) => {
      const brands = await context.brands.list();
      return { body: brands.filter((brand) => context.accounts.may(person, brand.id, 'read')) };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory',
    id: 'getTerritory',
    tag: 'brands',
    summary: 'What the brand may speak about: the version that runs',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'The live territory', schema: LiveTerritory } },
    handle: async ({ context, params }) => {
      const territory = await context.territories.get(params.brand);
      if (!territory) throw notFound();
      return { body: territory };
    },
  }),
];
