const HOUR_MS = 3_600_000;
const WEEKEND = new Set(['Sat', 'Sun']);

/** Place of an hour among the 24 of a working day and the 24 of a day at the weekend. */
export type LocalHours = (hourSince1970: number) => number;

/** @param timeZone as in the IANA data base; half-hour zones are taken at the full hour */
export function createLocalHours(timeZone: string): LocalHours {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23', weekday: 'short' });
  const known = new Map<number, number>();
  return (hour) => {
    let place = known.get(hour);
    if (place === undefined) {
      const parts = Object.fromEntries(format.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, value]));
      place = Number(parts['hour']) + (WEEKEND.has(parts['weekday'] ?? '') ? 24 : 0);
      if (known.size > 1_000) known.clear();
      known.set(hour, place);
    }
    return place;
  };
}
