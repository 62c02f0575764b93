import { ClearedAngleRequest } from '../../../../contract/cleared-angle.ts';
import type { Platform } from '../../../../contract/platform.ts';

/** What stands in the fields. Days and times as `datetime-local` writes them, in the zone of the device. */
export interface AngleForm {
  readonly name: string;
  readonly text: string;
  readonly lang: string;
  readonly platforms: readonly Platform[];
  /** Other words, by platform. */
  readonly own: Readonly<Partial<Record<Platform, string>>>;
  readonly topics: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly uses: number | string;
  readonly coolDown: number | string;
}

export const EMPTY: AngleForm = {
  ...{ name: '', text: '', lang: '', platforms: [], own: {}, topics: [], from: '', until: '' },
  ...{ uses: 1, coolDown: 60 },
};

/** The request, or the fields that have to be mended. `now`: an angle that is over already helps nobody. */
export function readForm(
  form: AngleForm,
  now: number,
): { readonly request: ClearedAngleRequest } | { readonly wrong: ReadonlySet<string> } {
  const { name, text, lang, platforms, own, topics, from, until, uses, coolDown } = form;
  const read = ClearedAngleRequest.safeParse({
    ...{ name, text, topics, ...(lang !== '' && { lang }) },
    variants: platforms.map((platform) => {
      const words = own[platform]?.trim();
      return words ? { platform, text: words } : { platform };
    }),
    ...(from !== '' && { from: instantOf(from) }),
    ...{ until: instantOf(until), uses, coolDownMinutes: coolDown },
  });
  const isOver = until !== '' && Date.parse(until) <= now;
  if (read.success && !isOver) return { request: read.data };
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => String(path[0]));
  return { wrong: new Set([...wrong, ...(isOver ? ['until'] : [])]) };
}

const instantOf = (local: string): string => {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
};
