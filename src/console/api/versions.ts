import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { Brand } from '../../contract/brand.ts';
import type { Territory } from '../../contract/territory.ts';
import {
  BrandSettings,
  CopyPlace,
  SavedTerritory,
  TerritoryCheck,
  TerritoryDiff,
  TerritoryVersion,
  TerritoryVersionDetail,
  WorkingCopy,
} from '../../contract/territory-version.ts';
import type { PublishTerritoryRequest, RestoreTerritoryRequest } from '../../contract/territory-version.ts';
import { request } from './client.ts';

const id = encodeURIComponent;
const at = (brand: string) => `/api/brands/${id(brand)}/territory`;
type Side = number | 'copy';

/** What is worked on, or what runs where nobody has saved anything. */
export const copyQuery = (brand: string) =>
  queryOptions({
    queryKey: ['territory', brand],
    queryFn: ({ signal }) => request(`${at(brand)}/draft`, { schema: WorkingCopy, signal }),
    // What somebody works on is not exchanged under their hands.
    staleTime: Infinity,
  });

export const versionsQuery = (brand: string) =>
  queryOptions({
    queryKey: ['territory-versions', brand],
    queryFn: ({ signal }) => request(`${at(brand)}/versions`, { schema: z.array(TerritoryVersion), signal }),
    staleTime: 0,
  });

export const diffQuery = (brand: string, from: Side, to: Side) =>
  queryOptions({
    queryKey: ['territory-diff', brand, from, to],
    queryFn: ({ signal }) => request(`${at(brand)}/diff?from=${from}&to=${to}`, { schema: TerritoryDiff, signal }),
    staleTime: 0,
  });

export const fetchCopy = (brand: string) => request(`${at(brand)}/draft`, { schema: WorkingCopy });

/** Others may work on it, too. Milliseconds. */
const LOOK_AGAIN_MS = 15_000;

/** Where it stands on the server: asked again and again while somebody looks at the page. */
export const placeQuery = (brand: string) =>
  queryOptions({
    queryKey: ['territory-place', brand],
    queryFn: ({ signal }) => request(`${at(brand)}/revision`, { schema: CopyPlace, signal }),
    refetchInterval: LOOK_AGAIN_MS,
    refetchOnWindowFocus: 'always',
    staleTime: 0,
    retry: false,
  });

export const fetchPlace = (brand: string) => request(`${at(brand)}/revision`, { schema: CopyPlace });

/** What would keep it from running. Until the next answer the last one stays. */
export const faultsQuery = (brand: string, territory: Territory) =>
  queryOptions({
    queryKey: ['territory-faults', brand, territory],
    queryFn: ({ signal }) =>
      request(`${at(brand)}/check`, { method: 'POST', body: { territory }, schema: TerritoryCheck, signal }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export const checkTerritory = (brand: string, territory: Territory) =>
  request(`${at(brand)}/check`, { method: 'POST', body: { territory }, schema: TerritoryCheck });

export const saveCopy = (brand: string, body: { territory: Territory; revision: number; anyway: boolean }) =>
  request(`${at(brand)}/draft`, { method: 'POST', body, schema: SavedTerritory });

export const publishCopy = (brand: string, body: PublishTerritoryRequest) =>
  request(`${at(brand)}/publish`, { method: 'POST', body, schema: TerritoryVersionDetail });

export const restoreVersion = (brand: string, body: RestoreTerritoryRequest) =>
  request(`${at(brand)}/restore`, { method: 'POST', body, schema: TerritoryVersionDetail });

export const discardCopy = (brand: string, revision: number) =>
  request(`${at(brand)}/discard`, { method: 'POST', body: { revision }, schema: WorkingCopy });

export const importYaml = (brand: string, body: { yaml: string; revision: number; anyway: boolean }) =>
  request(`${at(brand)}/import`, { method: 'POST', body, schema: SavedTerritory });

/** Where the YAML of what is worked on is fetched from. */
export const yamlAddress = (brand: string) => `${at(brand)}.yaml?version=copy`;

export const brandSettingsQuery = (brand: string) =>
  queryOptions({
    queryKey: ['brand-settings', brand],
    queryFn: ({ signal }) => request(`/api/brands/${id(brand)}/settings`, { schema: BrandSettings, signal }),
    staleTime: 0,
  });

export const changeBrandSettings = (brand: string, body: BrandSettings) =>
  request(`/api/brands/${id(brand)}/settings`, { method: 'POST', body, schema: Brand });
