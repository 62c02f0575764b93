const MINUTE = 60_000;
const NBSP = '\u00a0';

/** One formatter a language: making one takes far longer than using it, and a busy feed says hundreds of times a second. */
function onePerLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

const relative = onePerLanguage(
  (language) => new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'auto' }),
);
const percent = onePerLanguage(
  (language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
);

/** Minutes as a short duration: `38 min`, `2 h 10`, `5 h`, `3 d`. Never below zero. */
export function sayMinutes(minutes: number, language: string): string {
  const whole = Math.max(0, Math.round(minutes));
  if (whole < 90) return `${whole}${NBSP}min`;
  if (whole < 6 * 60) return sayHours(whole);
  if (whole < 48 * 60) return `${Math.round(whole / 60)}${NBSP}h`;
  return `${Math.round(whole / 1_440)}${NBSP}${language.startsWith('fr') ? 'j' : 'd'}`;
}

function sayHours(whole: number): string {
  const rest = whole % 60;
  const hours = `${Math.floor(whole / 60)}${NBSP}h`;
  return rest === 0 ? hours : `${hours}${NBSP}${String(rest).padStart(2, '0')}`;
}

/** An interval, its unit said once where both ends share it: from `25` to `70`, or `45 min` to `3 h`. */
export function sayInterval(from: number, to: number, language: string): { from: string; to: string } {
  const [a, b] = [sayMinutes(from, language), sayMinutes(to, language)];
  const bare = to < 90 && from < 90;
  return bare ? { from: a.split(NBSP)[0] ?? a, to: b.split(NBSP)[0] ?? b } : { from: a, to: b };
}

/** How long ago or how far ahead, e.g. `4 min ago`, `il y a 4 min`. */
export function sayWhen(at: number, now: number, language: string): string {
  const format = relative(language);
  const minutes = Math.round((at - now) / MINUTE);
  if (Math.abs(minutes) < 1) return language.startsWith('fr') ? 'à l’instant' : 'just now';
  if (Math.abs(minutes) < 90) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 36 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 1_440), 'day');
}

/** Whoever looks: the zone they chose, else that of their device. Set once they are signed in. */
export const viewer: { timeZone: string | undefined } = { timeZone: undefined };

/** Exact time in the viewer's zone, for hovering. */
export function sayExactly(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', ...viewer }).format(at);
}

/** Time of day, with the day where it is not today's. */
export function sayClock(at: number, now: number, language: string): string {
  const dayOf = (time: number) => new Intl.DateTimeFormat('en', { dateStyle: 'short', ...viewer }).format(time);
  const sameDay = dayOf(at) === dayOf(now);
  const day = sameDay ? {} : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(language, { ...day, hour: '2-digit', minute: '2-digit', ...viewer }).format(at);
}

/** Seconds as lag: `4 s`, `2 min`, `3 h`. */
export function sayLag(seconds: number, language: string): string {
  return seconds < 90 ? `${Math.max(0, Math.round(seconds))}${NBSP}s` : sayMinutes(seconds / 60, language);
}

/** 0.704 as `70 %`, as the language writes it. */
export function sayShare(share: number, language: string): string {
  return percent(language).format(share);
}
