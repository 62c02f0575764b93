import type { MomentCard, MomentDecision } from '../../src/contract/moment-card.ts';
import { Moment } from '../../src/contract/moment.ts';
import type { MomentDate } from '../../src/contract/moment.ts';
import { collisions } from '../../src/core/moment/collisions.ts';
import { readIcs } from '../../src/core/moment/ics/read-ics.ts';
import { occurrences } from '../../src/core/moment/occurrences.ts';
import { readList } from '../../src/core/moment/read-list.ts';
import { solemnOn } from '../../src/core/moment/solemn-on.ts';
import { upcoming } from '../../src/core/moment/upcoming.ts';
import { SHIPPED } from '../core/moment/shipped.ts';

const COUNTRIES = ['FR', 'GB'];
const ZONE = 'Europe/Paris';
const BRAND = 'maison-sorbier';

/** Shipped moments that the invented territory is near to, by what it says of them. */
const NEAR: Record<string, string> = {
  'beaujolais-nouveau': 'gourmandise',
  'black-friday': 'cadeaux',
  'singles-day': 'cadeaux',
  christmas: 'gourmandise',
  'saint-nicholas': 'gourmandise',
};

/** The shipped calendar with own dates kept in memory, answering as the API does. */
export interface FakeCalendar {
  /** Own dates by brand. */
  readonly own: Map<string, Moment[]>;
  readonly cards: Map<string, MomentCard>;
  /** Bodies of what was asked to be written, in order. */
  readonly written: unknown[];
  /** The next thing to be written is refused with this problem. */
  refuseNext: { status: number; type: string; detail: string } | null;
  /** While true the dates cannot be had. */
  broken: boolean;
  /** The answer to `/api/brands/{brand}/…` and `/api/moments/…`; null where it is about something else. */
  answer(method: string, url: URL, body: unknown, by: MomentDecision['by']): Answer | null;
}

export interface Answer {
  readonly status: number;
  readonly value: unknown;
  /** A card that was decided about. */
  readonly changed?: MomentCard;
}

export function createFakeCalendar(clock: () => number): FakeCalendar {
  const calendar: FakeCalendar = {
    own: new Map(),
    cards: new Map(nearCards(clock()).map((card) => [card.id, card])),
    written: [],
    refuseNext: null,
    broken: false,
    answer(method, url, body, by) {
      const [, , noun, id = '', part = '', moment = ''] = url.pathname.split('/').map(decodeURIComponent);
      if (noun === 'moments') return decide(calendar, clock, id, body, by);
      if (noun !== 'brands' || !['calendar', 'moments'].includes(part)) return null;
      if (method === 'GET') return part === 'moments' ? ok(calendar.own.get(id) ?? []) : page(calendar, clock, id, url);
      return write(calendar, id, `${part} ${moment}`.trim(), moment, body);
    },
  };
  return calendar;
}

const ok = (value: unknown): Answer => ({ status: 200, value });

const refused = (status: number, type: string, detail: string): Answer => ({
  status,
  value: { type: `https://rebond.example/problems/${type}`, title: type, status, detail },
});

const dayOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDate();

function page(calendar: FakeCalendar, clock: () => number, brand: string, url: URL): Answer {
  if (calendar.broken) return refused(500, 'internal', 'Something broke.');
  const today = dayOf(clock());
  const from = url.searchParams.get('from') ?? today.toString();
  const to = url.searchParams.get('to') ?? today.add({ days: 90 }).toString();
  const moments = [...SHIPPED, ...(calendar.own.get(brand) ?? [])];
  const dates = occurrences(moments, from, to, COUNTRIES);
  const delicate = solemnOn(moments, today.toString(), COUNTRIES);
  return ok({ dates, collisions: collisions(dates), today: today.toString(), delicate });
}

function write(calendar: FakeCalendar, brand: string, what: string, moment: string, body: unknown): Answer {
  const refusal = calendar.refuseNext;
  const preview = (body as { preview?: boolean }).preview === true;
  if (refusal && !preview) {
    calendar.refuseNext = null;
    return refused(refusal.status, refusal.type, refusal.detail);
  }
  const own = calendar.own.get(brand) ?? [];
  const put = (moments: readonly Moment[]) => {
    const ids = new Set(moments.map(({ id }) => id));
    calendar.own.set(brand, [...own.filter(({ id }) => !ids.has(id)), ...moments]);
  };
  if (!preview) calendar.written.push(body);
  if (what === 'calendar import') {
    const read = readImport(body as { format: 'ics' | 'list'; text: string }, brand);
    if (!preview) put(read.moments);
    return ok(read);
  }
  if (what === 'moments') {
    const parsed = Moment.parse({ ...(body as object), brand });
    put([parsed]);
    return ok(parsed);
  }
  calendar.own.set(
    brand,
    own.filter(({ id }) => id !== moment),
  );
  return ok({});
}

function readImport({ format, text }: { format: 'ics' | 'list'; text: string }, brand: string) {
  const options = { brand, tone: 'commercial' as const, countries: [], leadDays: 7 };
  const { moments, refused: remarks } =
    format === 'ics' ? readIcs(text, { ...options, timeZone: ZONE }) : readList(text, options);
  return { moments, remarks };
}

function decide(
  calendar: FakeCalendar,
  clock: () => number,
  id: string,
  body: unknown,
  by: MomentDecision['by'],
): Answer {
  const card = calendar.cards.get(id);
  if (!card) return refused(404, 'not-found', 'There is no such thing.');
  const refusal = calendar.refuseNext;
  calendar.refuseNext = null;
  if (refusal) return refused(refusal.status, refusal.type, refusal.detail);
  calendar.written.push(body);
  const at = new Date(clock()).toISOString();
  const decision: MomentDecision = { action: (body as MomentDecision).action, by, at };
  const changed = { ...card, decision };
  calendar.cards.set(id, changed);
  return { status: 200, value: { card: changed, decision }, changed };
}

function nearCards(at: number): MomentCard[] {
  const today = dayOf(at);
  const all = occurrences(SHIPPED, today.toString(), today.add({ days: 90 }).toString(), COUNTRIES);
  const meetings = collisions(all);
  return upcoming(SHIPPED, at, ZONE, COUNTRIES)
    .filter(({ date }) => NEAR[date.moment] !== undefined)
    .map(({ date, inDays }) => cardOf(date, inDays, meetings, new Date(at).toISOString()));
}

function cardOf(date: MomentDate, inDays: number, meetings: MomentCard['collisions'], at: string): MomentCard {
  const label = NEAR[date.moment] ?? '';
  return {
    id: `${BRAND}.${date.moment}.${date.from}`,
    brand: BRAND,
    date,
    topics: [{ topic: label, label, words: [label], inTitle: false }],
    collisions: meetings.filter(({ moments }) => moments.some((one) => one.moment === date.moment)),
    openedAt: at,
    updatedAt: at,
    state: inDays === 0 ? 'on' : 'ahead',
    decision: null,
  };
}
