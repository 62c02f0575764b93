import { z } from 'zod';
import {
  ImportTerritoryRequest,
  SavedTerritory,
  TerritoryDiff,
  TerritoryVersion,
  TerritoryVersionDetail,
} from '../../contract/territory-version.ts';
import { invalid, notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { orRefuse } from './refuse-territory.ts';

const Number1 = z.coerce.number().int().positive().max(2_147_483_647);
const Version = Number1.meta({ description: 'Number of a version', example: 3 });
const VersionParams = BrandParams.extend({ version: Version });
const Side = z.union([z.literal('copy'), Number1]);
const Before = z.object({ before: Number1.optional().meta({ description: 'Only versions below this one' }) });
const Sides = z.object({
  from: Side.meta({ description: 'A version, or `copy` for the working copy' }),
  to: Side.default('copy').meta({ description: 'The same' }),
});
const Which = z.object({
  version: z
    .union([z.literal(['live', 'copy']), Number1])
    .default('live')
    .meta({ description: 'A version, `live`, or `copy` for the working copy' }),
});

export const territoryVersionOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory/versions',
    id: 'listTerritoryVersions',
    tag: 'territories',
    summary: 'Versions of the territory, the newest first, 50 at a time',
    access: onBrand('read'),
    params: BrandParams,
    query: Before,
    answers: { 200: { description: 'Who published what, when and why', schema: z.array(TerritoryVersion) } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const { before } = readQuery(Before, request.url);
      return { body: await context.territoryDesk.versions(params.brand, before ?? null) };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory/versions/{version}',
    id: 'getTerritoryVersion',
    tag: 'territories',
    summary: 'A version of the territory',
    access: onBrand('read'),
    params: VersionParams,
    answers: { 200: { description: 'The version', schema: TerritoryVersionDetail } },
    handle: async ({ context, params }) => {
      const version = await context.territoryDesk.version(params.brand, params.version);
      if (!version) throw notFound();
      return { body: version };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory/diff',
    id: 'diffTerritory',
    tag: 'territories',
    summary: 'What makes one version of another, clause by clause',
    access: onBrand('read'),
    params: BrandParams,
    query: Sides,
    answers: { 200: { description: 'What was added, removed and changed', schema: TerritoryDiff } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const { from, to } = readQuery(Sides, request.url);
      const diff = await context.territoryDesk.diff(params.brand, from, to);
      if (!diff) throw notFound();
      return { body: diff };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory.yaml',
    id: 'exportTerritory',
    tag: 'territories',
    summary: 'The territory as a file of `config/territories`',
    description: 'With the comments it was imported with. Read back, it is the same territory.',
    access: onBrand('read'),
    params: BrandParams,
    query: Which,
    answers: { 200: { description: 'YAML', type: 'application/yaml' } },
    problems: ['invalid'],
    handle: async ({ context, params, request }) => {
      const yaml = await context.territoryDesk.exportYaml(params.brand, readQuery(Which, request.url).version);
      if (yaml === null) throw notFound();
      const disposition = `attachment; filename="${params.brand}.yaml"`;
      return { body: yaml, type: 'application/yaml; charset=utf-8', headers: { 'content-disposition': disposition } };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/import',
    id: 'importTerritory',
    tag: 'territories',
    summary: 'Makes a YAML text the working copy',
    description:
      'Nothing goes live. Errors are told with line and column, as `rebond check` tells them; the rest is as with a save.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: ImportTerritoryRequest,
    answers: { 200: { description: 'What is worked on now', schema: SavedTerritory } },
    problems: ['bad-yaml', 'other-revision', 'examples-fail'],
    handle: async ({ context, params, body, person }) => ({
      body: orRefuse(await context.territoryDesk.importYaml(params.brand, person.id, body)),
    }),
  }),
];

function readQuery<S extends z.ZodObject>(schema: S, url: string | undefined): z.infer<S> {
  const read = schema.safeParse(Object.fromEntries(new URL(url ?? '', 'http://here').searchParams));
  if (!read.success) throw invalid(read.error);
  return read.data;
}
