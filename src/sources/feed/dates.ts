const MONTHS = [
  ['jan', 'january', 'janvier', 'janv'],
  ['feb', 'february', 'février', 'fevrier', 'févr', 'fév', 'fev'],
  ['mar', 'march', 'mars'],
  ['apr', 'april', 'avril', 'avr'],
  ['may', 'mai'],
  ['jun', 'june', 'juin'],
  ['jul', 'july', 'juillet', 'juil'],
  ['aug', 'august', 'août', 'aout'],
  ['sep', 'sept', 'september', 'septembre'],
  ['oct', 'october', 'octobre'],
  ['nov', 'november', 'novembre'],
  ['dec', 'december', 'décembre', 'decembre', 'déc'],
];
const MONTH = new Map(MONTHS.flatMap((names, month) => names.map((name) => [name, month] as const)));

/** Minutes east of Greenwich. */
const ZONES: Record<string, number> = {
  ...{
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    wet: 0,
    bst: 60,
    west: 60,
    ist: 60,
    cet: 60,
    met: 60,
    cest: 120,
    mest: 120,
    eet: 120,
  },
  ...{ eest: 180, msk: 180, jst: 540, aest: 600, aedt: 660, nst: -210, ast: -240, adt: -180, est: -300, edt: -240 },
  ...{
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
    akst: -540,
    hst: -600,
    et: -300,
    ct: -360,
    pt: -480,
  },
};

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
  readonly zone: string;
}

/** A date as feeds write it, to milliseconds since 1970; null where it is none. Without a zone it is taken as UTC. */
export function parseFeedDate(text: string): number | null {
  const clean = text.trim().slice(0, 100);
  for (const read of [readIso, readIsoOrdinal, readRfc822, readAsctime, readAmerican, readCompact]) {
    const at = read(clean);
    if (at !== null) return at;
  }
  return null;
}

const TIME = String.raw`(?:[T\s,]+(?<time>\d{1,2}(?::\d{1,2}){0,2}(?:[.,]\d+)?(?:\s*[ap]m)?))?`;
const ZONE = String.raw`\s*(?<zone>[A-Za-z]{1,5}|(?:GMT|UTC)?\s*[+-]\d{1,2}:?\d{0,2})?`;

const ISO = new RegExp(String.raw`^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2})${TIME}${ZONE})?)?$`, 'i');
const ORDINAL = new RegExp(String.raw`^(?<year>\d{4})-?(?<ordinal>\d{3})${TIME}${ZONE}$`, 'i');
const RFC822 = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s*)?(?<day>\d{1,2})[\s-]+(?<month>\p{L}+)\.?,?[\s-]+(?<year>\d{2,4})${TIME}${ZONE}(?:\s*\(.*\))?$`,
  'iu',
);
const ASCTIME = new RegExp(
  String.raw`^(?:\p{L}+,?\s+)?(?<month>\p{L}+)\.?\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?${TIME}${ZONE}(?:\s+(?<late>\d{4}))?$`,
  'iu',
);
const AMERICAN = new RegExp(String.raw`^(?<month>\d{1,2})/(?<day>\d{1,2})/(?<year>\d{2,4})${TIME}${ZONE}$`, 'i');
const COMPACT = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:T?(?<time>\d{4,6})(?<zone>Z|[+-]\d{2}:?\d{2})?)?$/;

const groups = (pattern: RegExp, text: string) =>
  pattern.exec(text)?.groups as Record<string, string | undefined> | undefined;

function readIso(text: string): number | null {
  const found = groups(ISO, text);
  return found ? toTime(numeric(found)) : null;
}

function readIsoOrdinal(text: string): number | null {
  const found = groups(ORDINAL, text);
  return found ? toTime({ ...numeric(found), month: 0, day: Number(found.ordinal) }, 366) : null;
}

function readRfc822(text: string): number | null {
  const found = groups(RFC822, text);
  const month = MONTH.get(found?.month?.toLowerCase() ?? '');
  return found && month !== undefined ? toTime({ ...numeric(found), month }) : null;
}

function readAsctime(text: string): number | null {
  const found = groups(ASCTIME, text);
  const month = MONTH.get(found?.month?.toLowerCase() ?? '');
  const year = found?.year ?? found?.late;
  return found && month !== undefined && year ? toTime({ ...numeric({ ...found, year }), month }) : null;
}

function readAmerican(text: string): number | null {
  const found = groups(AMERICAN, text);
  return found ? toTime(numeric(found)) : null;
}

function readCompact(text: string): number | null {
  const found = groups(COMPACT, text);
  const time = found?.time?.match(/../g)?.join(':');
  return found ? toTime(numeric({ ...found, time })) : null;
}

function numeric(found: Record<string, string | undefined>): Parts {
  const year = Number(found.year);
  return {
    year: year < 70 ? 2000 + year : year < 100 ? 1900 + year : year,
    month: Number(found.month ?? 1) - 1,
    day: Number(found.day ?? 1),
    time: found.time ?? '',
    zone: found.zone ?? '',
  };
}

function toTime({ year, month, day, time, zone }: Parts, mostDays = 31): number | null {
  const offset = zoneMinutes(zone);
  const [clock = '', half] = time.toLowerCase().split(/\s*(?=[ap]m)/);
  const [hour = 0, minute = 0, second = 0] = clock === '' ? [] : clock.replace(',', '.').split(':').map(Number);
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const sane = month >= 0 && month < 12 && day >= 1 && day <= mostDays && hours <= 24 && minute < 60 && second < 61;
  if (!sane || offset === null) return null;
  const at = Date.UTC(year, month, day, hours, minute, 0, Math.floor(second * 1000)) - offset * 60_000;
  return at < Date.UTC(1900) || at > Date.UTC(9999, 11, 31) ? null : at;
}

/** Minutes east of Greenwich; null where the zone is not known. */
function zoneMinutes(zone: string): number | null {
  const name = zone.toLowerCase().replace(/\s/g, '');
  if (name === '') return 0;
  const numbers = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (numbers) return (numbers[1] === '-' ? -1 : 1) * (Number(numbers[2]) * 60 + Number(numbers[3] ?? 0));
  return ZONES[name] ?? militaryZone(name);
}

/** A is one hour east, M twelve; N one west, Y twelve; J is left out. */
function militaryZone(letter: string): number | null {
  const east = 'abcdefghiklm'.indexOf(letter);
  const west = 'nopqrstuvwxy'.indexOf(letter);
  if (letter.length !== 1 || (east < 0 && west < 0)) return null;
  return east >= 0 ? (east + 1) * 60 : -(west + 1) * 60;
}
