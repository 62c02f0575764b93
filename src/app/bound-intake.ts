import { BusyError, type Intake } from '../context.ts';

/** Lines that may wait for the log at once, those of all senders together. */
const MOST_LINES = 50_000;

/** The same intake, which refuses what would pile up in memory while the log is slower than its senders. */
export function boundIntake(intake: Intake, most = MOST_LINES): Intake {
  let waiting = 0;
  return {
    async accept(lines) {
      // One request alone is always taken: it has a bound of its own.
      if (waiting > 0 && waiting + lines.length > most) throw new BusyError(`${waiting} lines wait for the log`);
      waiting += lines.length;
      try {
        return await intake.accept(lines);
      } finally {
        waiting -= lines.length;
      }
    },
  };
}
