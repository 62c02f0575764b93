import type { Ids } from '../support/planted.ts';

/** What is asked of an operation. Bodies and queries that name ids are asked with each brand's. */
interface Case {
  readonly body?: (ids: Ids) => object;
  /** What follows the `?`. */
  readonly query?: (ids: Ids) => string;
  /** Whether what it says names things of a brand, the address aside. */
  readonly naming?: true;
}

const names = (body: (ids: Ids) => object): Case => ({ body, naming: true });
const says = (body: object): Case => ({ body: () => body });
const nothing: Case = {};
const KEY = '0b1f6e0a-6a3c-4c3f-8f55-5d4d9b1f0c11';
const because = says({ reason: 'a bad day' });
const search: Case = {
  naming: true,
  query: ({ brand, person, word }) => `brand=${brand}&person=${person}&text=${encodeURIComponent(word)}`,
};

const ACCOUNTS: Record<string, Case> = {
  'post /api/links/look': says({ token: 'a-token-of-nobody' }),
  'post /api/links/use': says({ token: 'a-token-of-nobody', name: 'Nobody', password: 'a long new password' }),
  'get /api/account': nothing,
  'post /api/account/profile': says({ language: 'en' }),
  'post /api/account/password': says({ current: 'x', password: 'a long new password' }),
  'get /api/account/sessions': nothing,
  'post /api/account/sessions/{session}/end': nothing,
  'post /api/account/sessions/end-others': nothing,
  'post /api/account/two-factor/begin': says({ password: 'x' }),
  'post /api/account/two-factor/confirm': says({ code: '123456' }),
  'post /api/account/two-factor/end': says({ password: 'x' }),
  'post /api/account/two-factor/recovery-codes': says({ password: 'x' }),
  'get /api/admin/people': nothing,
  'post /api/admin/invitations': names(({ brand }) => ({
    ...{ email: 'somebody@newsroom.example', grants: [{ brand, role: 'viewer' }] },
  })),
  'post /api/admin/invitations/{invitation}/withdraw': nothing,
  'post /api/admin/people/{person}/roles': names(({ brand }) => ({ grants: [{ brand, role: 'viewer' }] })),
  'post /api/admin/people/{person}/deactivate': nothing,
  'post /api/admin/people/{person}/reactivate': nothing,
  'post /api/admin/people/{person}/password-reset': nothing,
  'post /api/admin/people/{person}/two-factor-reset': nothing,
  'get /api/admin/people/{person}/sessions': nothing,
  'post /api/admin/people/{person}/sessions/end': nothing,
  'post /api/admin/people/{person}/sessions/{session}/end': nothing,
  'get /api/admin/tokens': nothing,
  'post /api/admin/tokens': names(({ brand }) => ({ label: 'wire', scope: 'read', brand, days: 1 })),
  'post /api/admin/tokens/{token}/revoke': nothing,
  'get /api/admin/audit': search,
  'get /api/admin/audit.csv': search,
  'get /api/admin/audit.ndjson': search,
  'get /api/admin/health': nothing,
};

const RELAY = {
  ...{ label: 'Relay', platforms: ['internal'], secret: 'a long secret' },
  way: { kind: 'webhook', url: 'https://relay.invalid/in' },
};
const CHANNEL = { label: 'The newsroom' };
const NEW_CHANNEL = says({ ...CHANNEL, target: { kind: 'slack', url: 'https://hooks.invalid/1' } });

/** What is said outside, and who is told. */
const OUTSIDE: Record<string, Case> = {
  'get /api/channels': nothing,
  'post /api/channels': NEW_CHANNEL,
  'get /api/channels/means': nothing,
  'get /api/deliveries': nothing,
  'get /api/brands/{brand}/channels': nothing,
  'post /api/brands/{brand}/channels': NEW_CHANNEL,
  'get /api/brands/{brand}/deliveries': nothing,
  'post /api/channels/{channel}/change': names(({ brand }) => ({ ...CHANNEL, brands: [brand] })),
  'post /api/channels/{channel}/remove': nothing,
  'post /api/channels/{channel}/test': nothing,
  'get /unsubscribe/{signed}': nothing,
  'post /unsubscribe/{signed}': nothing,
  'get /api/brands/{brand}/destinations': nothing,
  'post /api/brands/{brand}/destinations': says(RELAY),
  'get /api/destinations/{destination}': nothing,
  'post /api/destinations/{destination}': says(RELAY),
  'post /api/destinations/{destination}/test': nothing,
  'post /api/destinations/{destination}/remove': nothing,
  'post /api/drafts/{draft}/publications': names(({ destination }) => ({
    ...{ version: 2, to: [{ platform: 'internal', destination }] },
  })),
  'post /api/publications/{publication}/moves': says({ move: 'cancel' }),
  'post /api/brands/{brand}/media': nothing,
  'get /api/media/{media}': nothing,
  'post /api/link-preview': says({ url: 'https://news.invalid/a' }),
  'post /api/drafts/{draft}/outside': says({ version: 2, name: 'Jeanne', hours: 4 }),
  'get /api/drafts/{draft}/outside': nothing,
  'post /api/drafts/{draft}/outside/{link}/take-back': nothing,
  'get /api/brands/{brand}/angles': nothing,
  'post /api/brands/{brand}/angles': says({
    ...{ name: 'Lights out', text: 'You can still dunk in the dark.', variants: [{ platform: 'internal' }] },
    ...{ until: '2099-01-01T00:00:00Z', uses: 3 },
  }),
  'post /api/angles/{angle}/approve': nothing,
  'post /api/angles/{angle}/withdraw': nothing,
  'get /api/opportunities/{opportunity}/angles': nothing,
  'post /api/deliveries/{delivery}/resend': nothing,
  'post /api/outside/look': says({ token: 'a-token-of-nobody' }),
  'post /api/outside/answer': says({ token: 'a-token-of-nobody', answer: 'approve', version: 1, verdict: 'go' }),
  'post /api/brands/{brand}/lookback/sample': says({ rule: { query: 'cacao', lists: {} } }),
  'post /api/brands/{brand}/lookback/breadth': says({ rule: { query: 'cacao', lists: {} } }),
  'get /api/brands/{brand}/lookback/completions': nothing,
  'post /api/brands/{brand}/lookback/examples': says({
    territory: { brand: 'otterbeck', topics: [{ id: 'a', label: 'A', query: 'cacao' }] },
  }),
  'post /api/brands/{brand}/replays': names(({ brand }) => ({
    territory: { brand, topics: [{ id: 't', label: 'T', query: 'cacao' }] },
  })),
  'get /api/brands/{brand}/replays/{replay}': nothing,
  'post /api/brands/{brand}/replays/{replay}/cancel': nothing,
  'get /api/brands/{brand}/lookback': nothing,
  'post /api/brands': says({ id: 'maison-sorbier', name: 'Halden Hall', languages: ['en'] }),
  'get /api/territory-starters': nothing,
  'post /api/brands/{brand}/territory/first': says({ name: 'Halden Hall', languages: ['en'] }),
  'post /api/brands/{brand}/territory/noise': names(({ brand }) => ({
    ...{ territory: { brand, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, pack: 'jobs', topics: ['t'] },
  })),
  'post /api/brands/{brand}/territory/suggestions': names(({ brand }) => ({
    ...{ territory: { brand, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, topic: 't' },
  })),
  'post /api/opportunities/{opportunity}/suggestions': says({}),
  'get /api/opportunities/{opportunity}/where-to-answer': nothing,
};

/** Every operation there is, and how it is asked. One that is missing here fails the walk. */
export const CASES: Record<string, Case> = {
  ...ACCOUNTS,
  ...OUTSIDE,
  'get /healthz': nothing,
  'get /readyz': nothing,
  'get /metrics': nothing,
  'get /api/openapi.json': nothing,
  'get /api/docs': nothing,
  'get /welcome': { query: () => 'token=a-token-of-nobody' },
  'get /api/me': nothing,
  'get /api/brands': nothing,
  'get /api/brands/{brand}/territory': nothing,
  'get /api/brands/{brand}/territory/draft': nothing,
  'get /api/brands/{brand}/territory/revision': nothing,
  'post /api/brands/{brand}/territory/draft': names(({ brand }) => ({
    ...{ territory: { brand, topics: [{ id: 't', label: 'T', query: 'cacao' }] }, revision: 0, anyway: true },
  })),
  'post /api/brands/{brand}/territory/discard': says({ revision: 0 }),
  'post /api/brands/{brand}/territory/check': names(({ brand }) => ({
    territory: { brand, topics: [{ id: 't', label: 'T', query: 'cacao' }] },
  })),
  'post /api/brands/{brand}/territory/publish': says({ revision: 1, live: 1, note: 'a note', anyway: true }),
  'post /api/brands/{brand}/territory/restore': says({ version: 1, live: 1, anyway: true }),
  'get /api/brands/{brand}/territory/versions': nothing,
  'get /api/brands/{brand}/territory/versions/{version}': nothing,
  'get /api/brands/{brand}/territory/diff': { query: () => 'from=1&to=copy' },
  'get /api/brands/{brand}/territory.yaml': nothing,
  'post /api/brands/{brand}/territory/import': names(({ brand }) => ({
    ...{ yaml: `brand: ${brand}\ntopics: [{ id: t, label: T, query: cacao }]`, revision: 0, anyway: true },
  })),
  'get /api/brands/{brand}/settings': nothing,
  'post /api/brands/{brand}/settings': says({
    ...{ reactivityMinutes: 20, alertScore: 60, publishMinutes: 2, voice: '', tone: {}, approval: {} },
  }),
  'get /api/brands/{brand}/cards': nothing,
  'get /api/opportunities/{opportunity}': nothing,
  'post /api/opportunities/{opportunity}/decisions': says({ action: 'accept' }),
  'post /api/opportunities/{opportunity}/context': says({}),
  'get /api/brands/{brand}/people': nothing,
  'get /api/opportunities/{opportunity}/comments': nothing,
  'post /api/opportunities/{opportunity}/comments': names(({ person }) => ({
    ...{ text: 'Look at this', mentions: [person], key: KEY },
  })),
  'post /api/opportunities/{opportunity}/assignment': names(({ person }) => ({ to: person })),
  'get /api/me/calls': nothing,
  'get /api/me/views': nothing,
  'post /api/me/views': says({ name: 'Sport', search: 'phase=rising' }),
  'post /api/me/views/remove': names(({ word }) => ({ name: `${word} view of the editor` })),
  'get /api/brands/{brand}/freezes': nothing,
  'post /api/brands/{brand}/freeze': because,
  'post /api/brands/{brand}/unfreeze': because,
  'post /api/freeze': because,
  'post /api/unfreeze': because,
  'get /api/brands/{brand}/calendar': nothing,
  'get /api/brands/{brand}/calendar.ics': nothing,
  'post /api/brands/{brand}/calendar/import': says({ format: 'list', text: '2027-11-19; Open day', preview: true }),
  'get /api/brands/{brand}/moments': nothing,
  'post /api/brands/{brand}/moments': says({
    ...{ id: 'open-day', name: { en: 'Open day', fr: 'Portes ouvertes' }, tone: 'commercial' },
    rule: { kind: 'fixed', date: '12-12' },
  }),
  'post /api/brands/{brand}/moments/{moment}/remove': nothing,
  'get /api/brands/{brand}/moment-cards': nothing,
  'post /api/moments/{card}/decisions': says({ action: 'reopen' }),
  'post /api/brands/{brand}/draft-check': names(({ opportunity }) => ({ text: 'Good evening', opportunity })),
  'get /api/brands/{brand}/funnel': nothing,
  'get /api/brands/{brand}/funnel.csv': nothing,
  'get /api/brands/{brand}/reactivity': nothing,
  'get /api/opportunities/{opportunity}/similar': nothing,
  'get /api/opportunities/{opportunity}/history': nothing,
  'post /api/opportunities/{opportunity}/drafts': says({ text: 'Good evening' }),
  'get /api/opportunities/{opportunity}/drafts': nothing,
  'get /api/drafts/{draft}': nothing,
  'post /api/drafts/{draft}/moves': says({ move: 'withdraw', version: 2 }),
  'get /api/brands/{brand}/approvals': nothing,
  'post /api/queries/check': says({ query: 'cacao' }),
  'post /api/queries/inflections': says({ word: 'panne', lang: 'fr' }),
  'post /api/queries/paste': says({ query: 'cacao', from: 'brandwatch' }),
  'post /api/queries/explain': says({ query: 'cacao', signal: { text: 'cacao' } }),
  'post /api/brands/{brand}/explain': says({ signal: { text: 'cacao' } }),
  'get /api/sources': nothing,
  'post /api/sources/{source}/speed': says({ speed: 5 }),
  'post /api/sources/{source}/test': nothing,
  'post /api/signals': names(({ word }) => ({
    ...{ source: 'canary', kind: 'post', externalId: word, publishedAt: '2026-11-22T20:00:00Z' },
  })),
};
