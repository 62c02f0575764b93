import { OWN } from '../support/fake-context.ts';

/** Who asks: people by the name of their cookie. */
export const ACTORS = [
  ...['anonymous', 'forged', 'nobody', 'viewer', 'manager', 'brand-team', 'editor', 'own-admin', 'admin'],
  ...['other-manager', 'other-admin'],
];
export type Actor = (typeof ACTORS)[number];

export interface Expected {
  readonly body?: unknown;
  /** Status for whoever is let in. */
  readonly fine: number;
  /** Status for the others; `fine` where an actor is not named. */
  readonly refused: Partial<Record<Actor, number>>;
}

const signedOut = { anonymous: 401, forged: 401 };
const ofBrand = { ...signedOut, nobody: 404, 'other-manager': 404, 'other-admin': 404 };
const anyone: Expected = { fine: 200, refused: {} };
const approving = { ...ofBrand, viewer: 403, manager: 403, 'brand-team': 403 };
/** Whoever may change the territory. */
const editingTerritory = { ...ofBrand, viewer: 403, manager: 403, editor: 403 };
const ofEverything = {
  ...signedOut,
  nobody: 403,
  viewer: 403,
  'other-manager': 403,
  manager: 403,
  ...{ 'brand-team': 403, editor: 403 },
};
const ofSomeBrand = { 'own-admin': 403, 'other-admin': 403 };
const steering = { ...signedOut, nobody: 403, viewer: 403, 'other-manager': 403, manager: 403, editor: 403 };

/** Whoever administers the brand; here only the administrator of all. */
const administeringBrand = { ...approving, editor: 403 };
const RELAY = {
  ...{ label: 'Relay', platforms: ['internal'], secret: 'a long secret' },
  way: { kind: 'webhook', url: 'https://relay.test/in' },
};

const ANGLE = {
  ...{ name: 'Lights out', text: 'You can still dunk in the dark.', variants: [{ platform: 'x' }] },
  ...{ until: '2027-01-01T00:00:00Z', uses: 3 },
};

/** Whoever administers some brand; how far it goes is asked inside. */
const administering: Expected = { fine: 200, refused: ofEverything };
const own: Expected = { fine: 200, refused: signedOut };

/** Accounts and administration. */
const ACCOUNTS: Record<string, Expected> = {
  'post /api/links/look': { body: { token: 'a-token-of-nobody' }, fine: 410, refused: {} },
  'post /api/links/use': { body: { token: 'a-token-of-nobody' }, fine: 410, refused: {} },
  'get /api/account': own,
  'post /api/account/profile': { ...own, body: { language: 'fr' } },
  'post /api/account/password': { ...own, body: { current: 'x', password: 'a long new password' } },
  'get /api/account/sessions': own,
  'post /api/account/sessions/{session}/end': own,
  'post /api/account/sessions/end-others': own,
  'post /api/account/two-factor/begin': { ...own, body: { password: 'x' } },
  'post /api/account/two-factor/confirm': { ...own, body: { code: '123456' } },
  'post /api/account/two-factor/end': { ...own, body: { password: 'x' } },
  'post /api/account/two-factor/recovery-codes': { ...own, body: { password: 'x' } },
  'get /api/admin/people': administering,
  'post /api/admin/invitations': {
    ...administering,
    body: { email: 'new@example.test', grants: [{ brand: OWN, role: 'viewer' }] },
  },
  'post /api/admin/invitations/{invitation}/withdraw': administering,
  'post /api/admin/people/{person}/roles': { ...administering, body: { grants: [] } },
  'post /api/admin/people/{person}/deactivate': administering,
  'post /api/admin/people/{person}/reactivate': administering,
  'post /api/admin/people/{person}/password-reset': administering,
  'post /api/admin/people/{person}/two-factor-reset': administering,
  'get /api/admin/people/{person}/sessions': administering,
  'post /api/admin/people/{person}/sessions/end': administering,
  'post /api/admin/people/{person}/sessions/{session}/end': administering,
  'get /api/admin/tokens': administering,
  'post /api/admin/tokens': { ...administering, body: { label: 'wire', scope: 'intake', days: null } },
  'post /api/admin/tokens/{token}/revoke': administering,
  'get /api/admin/audit': administering,
  'get /api/admin/audit.csv': administering,
  'get /api/admin/audit.ndjson': administering,
  'get /api/admin/health': administering,
};

/** A channel of a brand: changed by whoever administers it, unknown to whoever does not see the brand. */
const ofBrandChannel = { ...ofBrand, ...{ viewer: 403, manager: 403, 'brand-team': 403, editor: 403 } };
const CHANNEL_SETTINGS = { label: 'The newsroom' };
const NEW_CHANNEL = { ...CHANNEL_SETTINGS, target: { kind: 'slack', url: 'https://hooks.example/1' } };

const CHANNELS: Record<string, Expected> = {
  'get /api/channels': own,
  'post /api/channels': { ...own, body: NEW_CHANNEL },
  'get /api/channels/means': own,
  'get /api/deliveries': own,
  'get /api/brands/{brand}/channels': { fine: 200, refused: ofBrandChannel },
  'post /api/brands/{brand}/channels': { body: NEW_CHANNEL, fine: 200, refused: ofBrandChannel },
  'get /api/brands/{brand}/deliveries': { fine: 200, refused: ofBrandChannel },
  'post /api/deliveries/{delivery}/resend': { fine: 200, refused: ofBrandChannel },
  'post /api/channels/{channel}/change': { body: CHANNEL_SETTINGS, fine: 200, refused: ofBrandChannel },
  'post /api/channels/{channel}/remove': { fine: 200, refused: ofBrandChannel },
  'post /api/channels/{channel}/test': { fine: 200, refused: ofBrandChannel },
  'get /unsubscribe/{signed}': anyone,
  'post /unsubscribe/{signed}': anyone,
};

/** Every operation there is. One that is missing here fails the walk below. */
export const OPERATIONS: Record<string, Expected> = {
  ...ACCOUNTS,
  ...CHANNELS,
  'get /healthz': anyone,
  'get /readyz': anyone,
  'get /metrics': anyone,
  'get /api/openapi.json': anyone,
  'get /api/docs': anyone,
  'get /welcome': { fine: 410, refused: {} },
  'get /api/me': { fine: 200, refused: signedOut },
  'get /api/brands': { fine: 200, refused: signedOut },
  'get /api/brands/{brand}/territory': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/territory/draft': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/territory/revision': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/territory/draft': {
    body: { territory: { brand: OWN, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, revision: 7 },
    ...{ fine: 409, refused: editingTerritory },
  },
  'post /api/brands/{brand}/territory/discard': { body: { revision: 7 }, fine: 409, refused: editingTerritory },
  'post /api/brands/{brand}/territory/check': {
    body: { territory: { brand: OWN, topics: [{ id: 't', label: 'T', query: 'cacao' }] } },
    ...{ fine: 200, refused: ofBrand },
  },
  'post /api/brands/{brand}/territory/publish': {
    body: { revision: 7, live: 1, note: 'a note' },
    ...{ fine: 409, refused: editingTerritory },
  },
  'post /api/brands/{brand}/territory/restore': {
    body: { version: 1, live: 7 },
    ...{ fine: 409, refused: editingTerritory },
  },
  'get /api/brands/{brand}/territory/versions': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/territory/versions/{version}': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/territory/diff': { fine: 400, refused: ofBrand },
  'get /api/brands/{brand}/territory.yaml': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/territory/import': {
    body: { yaml: 'brand: nobody', revision: 0 },
    ...{ fine: 422, refused: editingTerritory },
  },
  'get /api/brands/{brand}/settings': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/settings': {
    body: { reactivityMinutes: 20, alertScore: 60, publishMinutes: 2, voice: '', tone: {}, approval: {} },
    ...{ fine: 200, refused: editingTerritory },
  },
  'get /api/brands/{brand}/cards': { fine: 200, refused: ofBrand },
  'get /api/opportunities/{opportunity}': { fine: 200, refused: ofBrand },
  'post /api/opportunities/{opportunity}/decisions': {
    body: { action: 'snooze', reason: 'busy', minutes: 10 },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'post /api/opportunities/{opportunity}/context': {
    body: { verdict: 'go' },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/brands/{brand}/people': { fine: 200, refused: ofBrand },
  'get /api/opportunities/{opportunity}/comments': { fine: 200, refused: ofBrand },
  'post /api/opportunities/{opportunity}/comments': {
    body: { text: 'Look at this', key: '0b1f6e0a-6a3c-4c3f-8f55-5d4d9b1f0c11' },
    fine: 200,
    refused: { ...ofBrand, viewer: 403 },
  },
  'post /api/opportunities/{opportunity}/assignment': {
    body: { to: null },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/me/calls': { fine: 200, refused: signedOut },
  'get /api/me/views': { fine: 200, refused: signedOut },
  'post /api/me/views': { body: { name: 'Sport', search: 'phase=rising' }, fine: 200, refused: signedOut },
  'post /api/me/views/remove': { body: { name: 'Sport' }, fine: 200, refused: signedOut },
  'get /api/brands/{brand}/freezes': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/freeze': { body: { reason: 'a bad day' }, fine: 200, refused: approving },
  // Nothing is frozen there.
  'post /api/brands/{brand}/unfreeze': { body: { reason: 'over' }, fine: 409, refused: approving },
  'post /api/freeze': { body: { reason: 'a bad day' }, fine: 200, refused: { ...ofEverything, ...ofSomeBrand } },
  'post /api/unfreeze': { body: { reason: 'over' }, fine: 409, refused: { ...ofEverything, ...ofSomeBrand } },
  'get /api/brands/{brand}/calendar': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/calendar.ics': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/calendar/import': {
    body: { format: 'list', text: '2026-11-19; Open day', preview: true },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, manager: 403, editor: 403 },
  },
  'get /api/brands/{brand}/moments': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/moments': {
    body: {
      id: 'open-day',
      name: { en: 'Open day', fr: 'Portes ouvertes' },
      rule: { kind: 'fixed', date: '12-12' },
      tone: 'commercial',
    },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, manager: 403, editor: 403 },
  },
  'post /api/brands/{brand}/moments/{moment}/remove': {
    fine: 200,
    refused: { ...ofBrand, viewer: 403, manager: 403, editor: 403 },
  },
  'get /api/brands/{brand}/moment-cards': { fine: 200, refused: ofBrand },
  'post /api/moments/{card}/decisions': {
    body: { action: 'plan' },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'post /api/brands/{brand}/draft-check': {
    body: { text: 'Bonsoir' },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'post /api/opportunities/{opportunity}/suggestions': {
    body: {},
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/opportunities/{opportunity}/where-to-answer': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/funnel': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/funnel.csv': { fine: 200, refused: ofBrand },
  'get /api/brands/{brand}/reactivity': { fine: 200, refused: ofBrand },
  'get /api/opportunities/{opportunity}/similar': { fine: 200, refused: ofBrand },
  'get /api/opportunities/{opportunity}/history': { fine: 200, refused: ofBrand },
  'post /api/opportunities/{opportunity}/drafts': {
    body: { text: 'Bonsoir' },
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/opportunities/{opportunity}/drafts': { fine: 200, refused: ofBrand },
  'get /api/drafts/{draft}': { fine: 200, refused: ofBrand },
  // Nobody has approved it.
  'post /api/drafts/{draft}/moves': {
    body: { move: 'publish', version: 1 },
    fine: 409,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/brands/{brand}/destinations': { fine: 200, refused: { ...ofBrand, viewer: 403, 'brand-team': 403 } },
  'post /api/brands/{brand}/destinations': { body: RELAY, fine: 200, refused: administeringBrand },
  'get /api/destinations/{destination}': { fine: 200, refused: administeringBrand },
  'post /api/destinations/{destination}': { body: RELAY, fine: 200, refused: administeringBrand },
  'post /api/destinations/{destination}/test': { fine: 200, refused: administeringBrand },
  'post /api/destinations/{destination}/remove': { fine: 200, refused: administeringBrand },
  // Nobody has approved it.
  'post /api/drafts/{draft}/publications': {
    body: { version: 1, to: [{ platform: 'internal', destination: `${OWN}-relay` }] },
    fine: 409,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  // It is out.
  'post /api/publications/{publication}/moves': {
    body: { move: 'cancel' },
    fine: 409,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'get /api/brands/{brand}/approvals': { fine: 200, refused: ofBrand },
  // Nothing is sent.
  'post /api/brands/{brand}/media': { fine: 415, refused: { ...ofBrand, viewer: 403, 'brand-team': 403 } },
  'get /api/media/{media}': { fine: 200, refused: ofBrand },
  'post /api/link-preview': {
    body: { url: 'https://news.example/a' },
    fine: 200,
    refused: { ...signedOut, nobody: 403, viewer: 403, 'brand-team': 403 },
  },
  'post /api/drafts/{draft}/outside': {
    body: { version: 1, name: 'Jeanne', hours: 4 },
    fine: 200,
    refused: approving,
  },
  'get /api/drafts/{draft}/outside': { fine: 200, refused: approving },
  'post /api/drafts/{draft}/outside/{link}/take-back': { fine: 200, refused: approving },
  'get /api/brands/{brand}/angles': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/angles': {
    body: ANGLE,
    fine: 200,
    refused: { ...ofBrand, viewer: 403, 'brand-team': 403 },
  },
  'post /api/angles/{angle}/approve': { fine: 200, refused: approving },
  'post /api/angles/{angle}/withdraw': { fine: 200, refused: { ...ofBrand, viewer: 403, 'brand-team': 403 } },
  'get /api/opportunities/{opportunity}/angles': { fine: 200, refused: ofBrand },
  'post /api/outside/look': { body: { token: 'a-token-of-nobody' }, fine: 410, refused: {} },
  'post /api/outside/answer': {
    body: { token: 'a-token-of-nobody', answer: 'approve', version: 1, verdict: 'go' },
    fine: 410,
    refused: {},
  },
  'post /api/queries/check': { body: { query: 'cacao' }, fine: 200, refused: signedOut },
  'post /api/queries/explain': { body: { query: 'cacao', signal: { text: 'cacao' } }, fine: 200, refused: signedOut },
  'post /api/queries/inflections': { body: { word: 'panne', lang: 'fr' }, fine: 200, refused: signedOut },
  'post /api/queries/paste': { body: { query: 'cacao', from: 'brandwatch' }, fine: 200, refused: signedOut },
  'post /api/brands/{brand}/explain': { body: { signal: { text: 'cacao' } }, fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/lookback/sample': {
    body: { rule: { query: 'cacao', lists: {} } },
    fine: 200,
    refused: ofBrand,
  },
  'post /api/brands/{brand}/lookback/breadth': {
    body: { rule: { query: 'cacao', lists: {} } },
    fine: 200,
    refused: ofBrand,
  },
  'get /api/brands/{brand}/lookback/completions': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/lookback/examples': {
    body: { territory: { brand: 'otterbeck', topics: [{ id: 'a', label: 'A', query: 'cacao' }] } },
    fine: 200,
    refused: ofBrand,
  },
  'post /api/brands/{brand}/replays': {
    body: { territory: { brand: OWN, topics: [{ id: 't', label: 'T', query: 'cacao' }] } },
    fine: 200,
    refused: editingTerritory,
  },
  'get /api/brands/{brand}/replays/{replay}': { fine: 200, refused: ofBrand },
  'post /api/brands/{brand}/replays/{replay}/cancel': { fine: 200, refused: editingTerritory },
  'get /api/brands/{brand}/lookback': { fine: 200, refused: ofBrand },
  'post /api/brands': {
    ...{ body: { name: 'Halden Hall', languages: ['en'] }, fine: 201 },
    refused: { ...ofEverything, ...ofSomeBrand },
  },
  'get /api/territory-starters': { fine: 200, refused: signedOut },
  'post /api/brands/{brand}/territory/first': {
    ...{ body: { name: 'Halden Hall', languages: ['en'] }, fine: 200 },
    refused: editingTerritory,
  },
  'post /api/brands/{brand}/territory/noise': {
    body: { territory: { brand: OWN, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, pack: 'jobs', topics: [] },
    ...{ fine: 200, refused: editingTerritory },
  },
  'post /api/brands/{brand}/territory/suggestions': {
    body: { territory: { brand: OWN, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, topic: 't' },
    ...{ fine: 200, refused: editingTerritory },
  },
  'get /api/sources': { fine: 200, refused: { ...signedOut, nobody: 403 } },
  'post /api/sources/{source}/speed': { body: { speed: 5 }, fine: 200, refused: steering },
  'post /api/sources/{source}/test': { fine: 200, refused: steering },
  'post /api/signals': {
    body: { source: 's', kind: 'post', externalId: '1', publishedAt: '2026-11-22T20:00:00Z' },
    fine: 401,
    refused: {},
  },
};
