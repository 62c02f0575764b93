import { z } from 'zod';
import type { AlertLevel } from '../../contract/opportunity.ts';

export const MODES = ['none', 'sound', 'desktop'] as const;
const Mode = z.enum(MODES);
export type Mode = z.infer<typeof Mode>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How a device disturbs the person before it, by how loud a card is. */
export const NotifyProfile = z.object({
  levels: z.object({ quiet: Mode, alert: Mode, urgent: Mode }),
  /** On the device's own clock, over midnight where `from` is later than `to`. */
  hours: z.object({ on: z.boolean(), from: TimeOfDay, to: TimeOfDay }),
});
export type NotifyProfile = z.infer<typeof NotifyProfile>;

export const USUAL: NotifyProfile = {
  levels: { quiet: 'none', alert: 'sound', urgent: 'sound' },
  hours: { on: false, from: '20:00', to: '08:00' },
};

export const PROFILE_KEPT_AS = 'rebond.notify';

/** How loudly the device may speak of a card now. `minute`: of the device's day. */
export function modeFor({ levels, hours }: NotifyProfile, level: AlertLevel, minute: number): Mode {
  const quiet = hours.on && level !== 'urgent' && isWithin(minute, minuteOf(hours.from), minuteOf(hours.to));
  return quiet ? 'none' : levels[level];
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to;
