import { Moment, Rule } from '../../../contract/moment.ts';
import { readEvents } from './read-events.ts';
import type { IcsEvent, RefusedEvent } from './read-events.ts';
import { freeSlug, type TakenSlugs } from './free-slug.ts';

/** What a file of another program does not say of its events. */
export interface ReadIcsOptions {
  /** Whose own the moments become. */
  readonly brand: string;
  /** In which times without a place are told. */
  readonly timeZone: string;
  readonly tone: Moment['tone'];
  readonly countries: readonly string[];
  readonly leadDays: number;
}

/**
 * An iCalendar file as moments of a brand. Single events of one name and length become one moment with a list of dates, for
 * that is how yearly dates without a rule are written. What cannot be read is told and the rest is taken.
 */
export function readIcs(text: string, options: ReadIcsOptions): { moments: Moment[]; refused: RefusedEvent[] } {
  const refused: RefusedEvent[] = [];
  const events: IcsEvent[] = [];
  for (const event of readEvents(text, options.timeZone)) {
    if ('code' in event) refused.push(event);
    else events.push(event);
  }
  const groups = new Map<string, IcsEvent[]>();
  for (const event of withoutReplaced(events)) {
    const key = event.recurrence
      ? `recurrence ${event.line}`
      : `list ${event.own.get('X-REBOND-MOMENT') ?? event.name} ${event.days}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  const taken: TakenSlugs = new Map();
  const moments: Moment[] = [];
  for (const group of groups.values()) {
    const rule = Rule.safeParse(ruleOf(group));
    if (rule.success) moments.push(toMoment(group, rule.data, options, taken));
    else refused.push({ line: group[0]!.line, name: group[0]!.name, code: 'ics.no-date' });
  }
  return { moments, refused };
}

/** A date of a recurrence that has its own event is held by that event, or by none if it is cancelled. */
function withoutReplaced(events: readonly IcsEvent[]): IcsEvent[] {
  const replaced = new Map<string, string[]>();
  for (const { uid, insteadOf } of events) {
    if (insteadOf !== null) replaced.set(uid, [...(replaced.get(uid) ?? []), insteadOf]);
  }
  return events
    .filter(({ cancelled }) => !cancelled)
    .map((event) =>
      event.insteadOf === null ? { ...event, except: [...event.except, ...(replaced.get(event.uid) ?? [])] } : event,
    );
}

function toMoment(group: readonly IcsEvent[], rule: Rule, options: ReadIcsOptions, taken: TakenSlugs): Moment {
  const first = group[0] as IcsEvent;
  const own = (name: string) => first.own.get(`X-REBOND-${name}`);
  const stated = {
    ...stateIf('tone', first.own.get('CATEGORIES')?.toLowerCase(), Moment.shape.tone),
    ...stateIf('countries', own('COUNTRIES')?.split(',').filter(Boolean), Moment.shape.countries),
    ...stateIf('care', own('CARE'), Moment.shape.care),
    ...stateIf('leadDays', numberIn(own('LEAD-DAYS')), Moment.shape.leadDays),
    ...stateIf('uncertainDays', numberIn(own('UNCERTAIN-DAYS')), Moment.shape.uncertainDays),
  };
  const name = (text: string | undefined) => (text || first.name).slice(0, 200);
  return Moment.parse({
    tone: options.tone,
    countries: [...options.countries],
    leadDays: options.leadDays,
    ...stated,
    id: freeSlug(own('MOMENT') ?? first.name, taken),
    name: { en: name(own('NAME-EN')), fr: name(own('NAME-FR')) },
    rule,
    days: first.days,
    major: own('MAJOR') === 'true',
    brand: options.brand,
  });
}

/** Of a list all of whose dates were called off nothing is left, which is no rule. */
function ruleOf(group: readonly IcsEvent[]): Rule {
  const [{ recurrence, also, except }] = group as [IcsEvent];
  if (recurrence) return { ...recurrence, also: [...also], except: [...except] };
  const dates = group.flatMap((event) => [event.start, ...event.also].filter((day) => !event.except.includes(day)));
  return { kind: 'list', dates: [...new Set(dates)].sort() };
}

/** A value if it is one that the field takes; what a file says amiss is left to the options. */
function stateIf(name: string, value: unknown, schema: { safeParse(value: unknown): { success: boolean } }) {
  return value !== undefined && schema.safeParse(value).success ? { [name]: value } : {};
}

const numberIn = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
