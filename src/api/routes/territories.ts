import { z } from 'zod';
import {
  SavedTerritory,
  SaveTerritoryRequest,
  CopyPlace,
  PublishTerritoryRequest,
  RestoreTerritoryRequest,
  TerritoryCheck,
  TerritoryVersionDetail,
  WorkingCopy,
} from '../../contract/territory-version.ts';
import { Territory } from '../../contract/territory.ts';
import { notFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { BrandParams, onBrand } from './brands.ts';
import { ofBrand, orRefuse } from './refuse-territory.ts';

export const territoryOperations = [
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory/draft',
    id: 'getTerritoryDraft',
    tag: 'territories',
    summary: 'The territory that is worked on',
    description:
      'Where nobody has saved one since the last publication, it is the version that runs, and `saved` is null.',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'The working copy', schema: WorkingCopy } },
    handle: async ({ context, params }) => {
      const copy = await context.territoryDesk.copy(params.brand);
      if (!copy) throw notFound();
      return { body: copy };
    },
  }),
  operation({
    method: 'get',
    path: '/api/brands/{brand}/territory/revision',
    id: 'getTerritoryRevision',
    tag: 'territories',
    summary: 'Where the working copy stands, without what is in it',
    description:
      'For a page that has the copy open: whether somebody saved, published or threw it away meanwhile, and who.',
    access: onBrand('read'),
    params: BrandParams,
    answers: { 200: { description: 'Its revision, the version that runs, and who did it', schema: CopyPlace } },
    handle: async ({ context, params }) => {
      const place = await context.territoryDesk.place(params.brand);
      if (!place) throw notFound();
      return { body: place };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/draft',
    id: 'saveTerritoryDraft',
    tag: 'territories',
    summary: 'Saves the territory that is worked on',
    description:
      'Nothing goes live. `revision` is that of the copy it was made from, 0 where there was none: where somebody has saved ' +
      'meanwhile, nothing is written. A rule that cannot be read is saved and told. Where an example breaks that held ' +
      'before, it is asked for `anyway`.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: SaveTerritoryRequest,
    answers: { 200: { description: 'What is saved, and what becomes of it', schema: SavedTerritory } },
    problems: ['other-revision', 'examples-fail'],
    handle: async ({ context, params, body, person }) => ({
      body: orRefuse(await context.territoryDesk.save(params.brand, person.id, ofBrand(params.brand, body))),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/discard',
    id: 'discardTerritoryDraft',
    tag: 'territories',
    summary: 'Throws the working copy away: work goes on from what runs',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: SaveTerritoryRequest.pick({ revision: true }),
    answers: { 200: { description: 'What is worked on now', schema: WorkingCopy } },
    problems: ['other-revision'],
    handle: async ({ context, params, body, person }) => {
      const copy = await context.territoryDesk.discard(params.brand, person.id, body.revision);
      if (!copy) throw notFound();
      return { body: orRefuse(copy) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/check',
    id: 'checkTerritory',
    tag: 'territories',
    summary: 'What would keep a territory from running, and which of its examples break',
    description: 'Nothing is kept.',
    access: onBrand('read'),
    params: BrandParams,
    body: z.strictObject({ territory: Territory }),
    answers: { 200: { description: 'What becomes of it', schema: TerritoryCheck } },
    handle: ({ context, params, body }) => ({
      body: context.territoryDesk.check(ofBrand(params.brand, body).territory),
    }),
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/publish',
    id: 'publishTerritory',
    tag: 'territories',
    summary: 'Makes the working copy the version that runs',
    description:
      'It is in force in every process within two seconds; each signal is matched under one version, which its mention ' +
      'names. Where it says what runs already, no version is added.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: PublishTerritoryRequest,
    answers: { 200: { description: 'The version that runs', schema: TerritoryVersionDetail } },
    problems: ['other-revision', 'other-live', 'examples-fail', 'territory-faults'],
    handle: async ({ context, params, body, person }) => {
      const done = await context.territoryDesk.publish(params.brand, person.id, body);
      if (!done) throw notFound();
      return { body: orRefuse(done) };
    },
  }),
  operation({
    method: 'post',
    path: '/api/brands/{brand}/territory/restore',
    id: 'restoreTerritory',
    tag: 'territories',
    summary: 'Makes an older version the one that runs, as a new version',
    description: 'A working copy with something of its own stays as it is.',
    access: onBrand('edit-territory'),
    params: BrandParams,
    body: RestoreTerritoryRequest,
    answers: { 200: { description: 'The version that runs', schema: TerritoryVersionDetail } },
    problems: ['other-live', 'examples-fail', 'territory-faults'],
    handle: async ({ context, params, body, person }) => {
      const done = await context.territoryDesk.restore(params.brand, person.id, body);
      if (!done) throw notFound();
      return { body: orRefuse(done) };
    },
  }),
];
