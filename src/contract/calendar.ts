import { z } from 'zod';
import { Collision, Day, DelicateDay, Moment, MomentDate, Tone } from './moment.ts';

/** Days of a brand's calendar. */
export const CalendarPage = z.object({
  /** Every date that has a day among them; the earliest first. */
  dates: z.array(MomentDate),
  collisions: z.array(Collision),
  /** The day it is where the brand lives. */
  today: Day,
  /** What asks for care today. */
  delicate: z.array(DelicateDay),
});
export type CalendarPage = z.infer<typeof CalendarPage>;

/** A moment as a brand enters it: whose it is, the address says. */
export const OwnMoment = Moment.omit({ brand: true });

/** Dates of another program, to become a brand's own moments. */
export const ImportRequest = z.strictObject({
  /** An iCalendar file, or a date and a name a line. */
  format: z.enum(['ics', 'list']),
  text: z.string().min(1).max(200_000, 'at most 200,000 characters: split the file and import its parts'),
  /** Only tells what would be written. */
  preview: z.boolean().default(false),
  /** Of dates that do not state theirs. */
  tone: Tone.default('commercial'),
  leadDays: Moment.shape.leadDays,
});

/** Something of a text that was left out. */
export const ImportRemark = z.object({
  /** Where it begins, counted from 1; 0 where it is not of one line. */
  line: z.number().int(),
  /** `ics.*` and `list.*` for what could not be read, `calendar.shipped` for what is in the shipped calendar already. */
  code: z.string(),
  text: z.string(),
});
export type ImportRemark = z.infer<typeof ImportRemark>;

export const ImportResult = z.object({
  /** What was written, or would be. */
  moments: z.array(Moment),
  /** The first 500. */
  remarks: z.array(ImportRemark),
});
