import type { Care, Moment, Rule, Tone } from '../../../contract/moment.ts';

/** What the form holds, as a person writes it. */
export interface OwnForm {
  readonly nameEn: string;
  readonly nameFr: string;
  /** `kept`: the rule of an imported moment, which the form cannot show, stays as it is. */
  readonly when: 'once' | 'yearly' | 'kept';
  /** A day; of yearly ones only month and day count. */
  readonly date: string;
  readonly days: string;
  readonly tone: Tone;
  readonly care: Care;
  readonly lead: string;
  /** Two-letter codes; none where it counts everywhere. */
  readonly countries: string;
  readonly wordsEn: string;
  readonly wordsFr: string;
}

/** Fields that cannot be saved, each with the name of the sentence that says why. */
export type FormProblems = Partial<
  Record<
    'name' | 'date' | 'days' | 'lead' | 'countries' | 'wordsEn' | 'wordsFr',
    'needsName' | 'needsDate' | 'badDays' | 'badLead' | 'badCountries' | 'badWords'
  >
>;

/** What the gate does on days of a tone unless a person says otherwise. */
export const usualCare = (tone: Tone): Care => (tone === 'solemn' ? 'block' : 'none');

export function toForm(moment: Moment | null, today: string): OwnForm {
  const tone = moment?.tone ?? 'commercial';
  return {
    nameEn: moment?.name.en ?? '',
    nameFr: moment?.name.fr ?? '',
    ...(moment ? readRule(moment.rule, today) : { when: 'once' as const, date: '' }),
    days: String(moment?.days ?? 1),
    tone,
    care: moment?.care ?? usualCare(tone),
    lead: String(moment?.leadDays ?? 14),
    countries: moment?.countries.join(', ') ?? '',
    wordsEn: moment?.words.en.join(', ') ?? '',
    wordsFr: moment?.words.fr.join(', ') ?? '',
  };
}

function readRule(rule: Rule, today: string): Pick<OwnForm, 'when' | 'date'> {
  if (rule.kind === 'list' && rule.dates.length === 1) return { when: 'once', date: rule.dates[0] ?? '' };
  if (rule.kind === 'fixed' && Object.keys(rule.shift).length === 0) {
    const leap = rule.date === '02-29';
    return { when: 'yearly', date: `${leap ? '2024' : today.slice(0, 4)}-${rule.date}` };
  }
  return { when: 'kept', date: '' };
}

/** What stops the form from being saved; empty where nothing does. */
export function checkForm(form: OwnForm): FormProblems {
  const inside = (text: string, from: number, to: number) =>
    /^\d+$/.test(text.trim()) && Number(text) >= from && Number(text) <= to;
  const wordsFine = (text: string) => {
    const words = toWords(text);
    return words.length <= 20 && words.every((word) => word.length <= 60);
  };
  return {
    ...(!form.nameEn.trim() && !form.nameFr.trim() && { name: 'needsName' as const }),
    ...(form.when !== 'kept' && !/^\d{4}-\d{2}-\d{2}$/.test(form.date) && { date: 'needsDate' as const }),
    ...(!inside(form.days, 1, 366) && { days: 'badDays' as const }),
    ...(!inside(form.lead, 0, 180) && { lead: 'badLead' as const }),
    ...(!toCountries(form.countries).every((code) => /^[A-Z]{2}$/.test(code)) && {
      countries: 'badCountries' as const,
    }),
    ...(!wordsFine(form.wordsEn) && { wordsEn: 'badWords' as const }),
    ...(!wordsFine(form.wordsFr) && { wordsFr: 'badWords' as const }),
  };
}

/** The moment as the server wants it. What the form does not show of an older one stays. */
export function toMoment(form: OwnForm, before: Moment | null, taken: ReadonlySet<string>): Omit<Moment, 'brand'> {
  const { brand: _, ...kept } = before ?? { ...NOTHING, id: freeId(form.nameEn || form.nameFr, taken) };
  const en = form.nameEn.trim() || form.nameFr.trim();
  return {
    ...kept,
    name: { en, fr: form.nameFr.trim() || en },
    rule: toRule(form, before),
    days: Number(form.days),
    tone: form.tone,
    care: form.care,
    leadDays: Number(form.lead),
    countries: toCountries(form.countries),
    words: { en: toWords(form.wordsEn), fr: toWords(form.wordsFr) },
  };
}

const NOTHING = { brand: undefined, countries: [], uncertainDays: 0, major: false };

function toRule({ when, date }: OwnForm, before: Moment | null): Rule {
  if (when === 'kept' && before) return before.rule;
  if (when === 'yearly') return { kind: 'fixed', date: date.slice(5), shift: {} };
  return { kind: 'list', dates: [date] };
}

/** Written with commas or without, in capitals or not. */
export const toCountries = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
];

const toWords = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);

/** `own-open-day`, or the next free one: shipped moments have other beginnings. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  const id = plain ? `own-${plain}` : 'own-date';
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? id : `${id}-${n}`;
    if (!taken.has(tried)) return tried;
  }
}
