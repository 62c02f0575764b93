import type { Card, CardDetail } from '../../src/contract/card.ts';
import type { Decision } from '../../src/contract/decision.ts';
import type { Opportunity, VerdictReason } from '../../src/contract/opportunity.ts';
import type { SourceStatus } from '../../src/contract/source.ts';
import type { Evidence } from '../../src/contract/story.ts';
import type { Me } from '../../src/contract/user.ts';

const MINUTE = 60_000;

/** Brands, people and events of these cards are invented. */
export const fakeMe: Me = {
  id: 'lea',
  email: 'lea@sorbier.example',
  name: 'Léa Martin',
  administrator: true,
  everywhere: ['read', 'decide', 'administer'],
  brands: [
    {
      id: 'maison-sorbier',
      name: 'Maison Sorbier',
      demonstration: true,
      languages: ['fr'],
      permissions: ['read', 'decide', 'edit-territory', 'administer'],
    },
    {
      id: 'kettle-and-crumb',
      name: 'Kettle & Crumb',
      demonstration: true,
      languages: ['en'],
      permissions: ['read', 'decide', 'administer'],
    },
  ],
};

export interface FakeStory {
  readonly id: string;
  readonly title: string;
  readonly lang?: string;
  readonly brand?: string;
  readonly score?: number;
  readonly verdict?: 'go' | 'review' | 'block';
  readonly reasons?: readonly VerdictReason[];
  readonly phase?: Opportunity['phase'];
  /** Minutes from now: earliest, likely, latest end. */
  readonly window?: readonly [number, number, number];
  readonly inTime?: number;
  readonly topics?: readonly string[];
  readonly counts?: readonly number[];
  readonly platforms?: Opportunity['platforms'];
  readonly authors?: number;
  readonly outlets?: number;
  readonly evidence?: readonly Evidence[];
  readonly state?: Opportunity['state'];
  readonly openedMinutesAgo?: number;
}

const iso = (at: number) => new Date(at).toISOString();

export function fakeEvidence(now: number, id: string, rest: Partial<Evidence> = {}): Evidence {
  return {
    signal: id,
    kind: 'post',
    source: 'bluesky',
    author: 'Ana',
    at: iso(now - 6 * MINUTE),
    lang: 'fr',
    title: '',
    text: 'Plus une seule lumière dans les tribunes, et tout le monde chante quand même',
    metrics: {},
    ...rest,
  };
}

/** A card whose untold parts are plausible. */
export function fakeCard(now: number, story: FakeStory): Card {
  return { opportunity: fakeOpportunity(now, story), decision: null, hold: null, assignment: null };
}

function fakeOpportunity(now: number, story: FakeStory): Opportunity {
  const level = story.verdict ?? 'go';
  const score = level === 'block' ? 0 : (story.score ?? 70);
  const [p10, p50, p90] = (story.window ?? [25, 38, 70]).map((minutes) => iso(now + minutes * MINUTE));
  const counts = [...(story.counts ?? [1, 0, 1, 2, 1, 3, 6, 11, 19, 28, 41])];
  const authors = story.authors ?? 41;
  const outlets = story.outlets ?? 6;
  const inTime = story.inTime ?? 0.82;
  return {
    id: story.id,
    brand: story.brand ?? 'maison-sorbier',
    story: `story-${story.id}`,
    demonstration: true,
    state: story.state ?? 'open',
    ...(story.state === 'closed' ? { closedBecause: { code: 'faded', data: {} } } : {}),
    title: story.title,
    lang: story.lang ?? 'fr',
    openedAt: iso(now - (story.openedMinutesAgo ?? 4) * MINUTE),
    updatedAt: iso(now),
    firstAt: iso(now - 14 * MINUTE),
    lastAt: iso(now - MINUTE / 2),
    phase: story.phase ?? 'rising',
    score,
    parts: fakeParts(level, inTime, authors, outlets),
    level: score >= 60 ? 'alert' : 'quiet',
    verdict: { level, reasons: [...(story.reasons ?? [fakeReason(level, 'nothing-grave', {})])] },
    window: { p10: p10 ?? '', p50: p50 ?? '', p90: p90 ?? '' },
    reactivityMinutes: 22,
    inTime,
    topics: (story.topics ?? ['soirées sport', 'gourmandise']).map((label, index) => ({
      topic: `topic-${index}`,
      label,
      words: ['finale', 'stade'],
      inTitle: index === 0,
    })),
    authors,
    outlets,
    items: 63,
    copies: 9,
    burst: { count: 41, minutes: 9, usual: 2, llr: 96 },
    velocity: 7.4,
    why: [...(story.evidence ?? [fakeEvidence(now, `${story.id}-1`)])].slice(0, 3),
    platforms: [
      ...(story.platforms ?? [
        { name: 'x', share: 0.7 },
        { name: 'bluesky', share: 0.2 },
        { name: 'news', share: 0.1 },
      ]),
    ],
    curve: { from: iso(now - counts.length * 2 * MINUTE), stepMinutes: 2, counts, usual: 1.4 },
  };
}

export function fakeReason(
  level: VerdictReason['level'],
  code: string,
  data: VerdictReason['data'],
  signals: string[] = [],
): VerdictReason {
  return { code, data, level, words: signals.length > 0 ? ['blesse', 'victime'] : [], signals };
}

function fakeParts(level: string, inTime: number, authors: number, outlets: number): Opportunity['parts'] {
  return [
    {
      name: 'gate',
      value: level === 'go' ? 1 : level === 'review' ? 0.6 : 0,
      reasons: [{ code: `gate.${level}`, data: {} }],
    },
    {
      name: 'fit',
      value: 0.88,
      reasons: [
        { code: 'fit.topics', data: { topics: 'soirées sport, gourmandise' } },
        { code: 'fit.title', data: {} },
      ],
    },
    {
      name: 'pulse',
      value: 0.97,
      reasons: [
        { code: 'pulse.burst', data: { count: 41, minutes: 9, usual: 2 } },
        { code: 'pulse.authors', data: { authors } },
        { code: 'pulse.outlets', data: { outlets } },
        { code: 'pulse.copies', data: { copies: 9 } },
      ],
    },
    {
      name: 'chance',
      value: inTime,
      reasons: [{ code: 'chance.in-time', data: { percent: inTime * 100, minutesLeft: 38, reactivity: 22 } }],
    },
  ];
}

export function fakeDetail(
  now: number,
  card: Card,
  evidence: readonly Evidence[],
  history: readonly Decision[],
): CardDetail {
  const { opportunity } = card;
  const { title, lang, firstAt, lastAt, phase, copies, authors, outlets, velocity, platforms, curve } = opportunity;
  const story = {
    id: opportunity.story,
    brand: opportunity.brand,
    words: ['stade', 'noir', 'finale', 'coupure', 'lumière'],
    items: evidence.length,
    evidence: [...evidence],
  };
  return {
    ...card,
    story: { ...story, title, lang, firstAt, lastAt, phase, copies, authors, outlets, velocity, platforms, curve },
    history: [...history],
    contextRead: false,
    steps: { detected: opportunity.openedAt, alerted: iso(Date.parse(opportunity.openedAt) + MINUTE) },
  };
}

export function fakeSources(now: number): SourceStatus[] {
  const common = { demonstration: false, lagSeconds: 42, lastError: null, speed: null, type: 'feed' };
  const seen = { lastSignalAt: iso(now - 2 * MINUTE), lastAttemptAt: iso(now - MINUTE), nextAttemptAt: null };
  return [
    {
      ...common,
      ...seen,
      id: 'demo-evening',
      label: 'A fictional evening',
      type: 'demonstration',
      demonstration: true,
      state: 'live',
      signals: 612,
      rate: 8.4,
      lagSeconds: 1,
      speed: 5,
    },
    {
      ...common,
      ...seen,
      id: 'gazette',
      label: 'La Gazette du Val',
      state: 'live',
      address: 'https://gazette.example/une.xml',
      signals: 128,
      rate: 0.6,
    },
    {
      ...common,
      ...seen,
      id: 'harbour',
      label: 'Harbour Post',
      state: 'failing',
      address: 'https://harbour.example/rss',
      signals: 0,
      rate: 0,
      lagSeconds: null,
      lastSignalAt: null,
      nextAttemptAt: iso(now + 4 * MINUTE),
      lastError: 'harbour.example did not answer within 20 s (tried 3 times).',
    },
    { ...common, ...seen, id: 'kitchen', label: 'Kitchen Times', state: 'off', signals: 0, rate: 0, lagSeconds: null },
  ];
}

/** An evening with one card of each kind. */
export function fakeEvening(now: number): { stories: FakeStory[]; evidence: Evidence[] } {
  const news = (id: string, site: string, title: string, rest: Partial<Evidence> = {}) =>
    fakeEvidence(now, id, {
      kind: 'news',
      source: site,
      site,
      title,
      author: undefined,
      url: `https://${site}/${id}`,
      ...rest,
    });
  const evidence = [
    news('n1', 'gazette.example', 'Finale interrompue : le stade plongé dans le noir', {
      at: iso(now - 12 * MINUTE),
      text: 'Une coupure de courant a interrompu la finale à la 63e minute. Aucun blessé, les joueurs patientent.',
    }),
    fakeEvidence(now, 'p1', { metrics: { likes: 812, shares: 230 }, url: 'https://bluesky.example/p1' }),
    fakeEvidence(now, 'p2', { author: 'Karim', copyOf: 'p1', at: iso(now - 5 * MINUTE) }),
    fakeEvidence(now, 'p3', { author: 'Jo', copyOf: 'p1', at: iso(now - 4 * MINUTE) }),
    fakeEvidence(now, 'p4', {
      author: 'سلمى',
      lang: 'ar',
      text: 'انقطعت الكهرباء في الملعب والجميع يغني',
      at: iso(now - 3 * MINUTE),
      source: 'x',
      url: 'javascript:alert(1)',
    }),
    news('n2', 'harbour.example', 'Blackout stops the final, crowd sings in the dark', {
      lang: 'en',
      at: iso(now - 7 * MINUTE),
      text: 'Nobody was hurt; power is expected back within the hour.',
    }),
  ];
  const block = fakeReason('block', 'event.death', { posts: 14, share: 0.61 }, ['p1', 'n1']);
  const review = fakeReason('review', 'single-source', {}, ['n1']);
  const stories: FakeStory[] = [
    {
      id: 'blackout',
      title: 'Coupure de courant en pleine finale : le stade dans le noir',
      score: 82,
      evidence,
    },
    {
      id: 'mug',
      title: 'A teapot left in a period drama has everyone asking who forgot it',
      lang: 'en',
      brand: 'kettle-and-crumb',
      score: 74,
      window: [12, 19, 34],
      inTime: 0.46,
      phase: 'peaking',
      topics: ['tea'],
      counts: [0, 1, 3, 9, 20, 32, 30, 34, 33],
      platforms: [
        { name: 'mastodon', share: 0.55 },
        { name: 'news', share: 0.45 },
      ],
    },
    {
      id: 'mascot',
      title: 'La mascotte du tournoi serait remplacée par un écureuil',
      score: 64,
      verdict: 'review',
      reasons: [review, fakeReason('review', 'unconfirmed', {})],
      phase: 'emerging',
      authors: 9,
      outlets: 1,
      counts: [0, 0, 0, 1, 2, 4, 6],
    },
    {
      id: 'recipe',
      title: 'Le flan sans cuisson qui divise les pâtissiers',
      score: 41,
      window: [4, 9, 15],
      inTime: 0.08,
      phase: 'fading',
      state: 'fading',
      topics: ['gourmandise'],
      counts: [4, 12, 22, 20, 14, 9, 5],
    },
    {
      id: 'coach',
      title: 'Accident d’autocar de supporters sur la route du retour',
      verdict: 'block',
      reasons: [block, fakeReason('block', 'event.accident', { posts: 9, share: 0.4 }, ['p1'])],
    },
  ];
  return { stories, evidence };
}
