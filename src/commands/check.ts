import { loadPlacedRules } from '../app/load-rules.ts';
import { queryDoubts } from '../app/query-remarks.ts';
import { graveWords, LINT } from '../core/territory/lint/lint.ts';
import { formatConfigErrors, sortConfigErrors } from '../settings/config-error.ts';
import { readRecording } from './recording.ts';

export interface CheckOptions {
  /** A recording by which the clauses of the queries are counted. */
  readonly signals?: string;
  readonly limit?: number;
  readonly clock: () => number;
  readonly out: (line: string) => void;
}

/**
 * Reads and checks the configuration, examples of the territories included. Throws a Refusal that lists every error;
 * what is only doubtful in the queries is printed.
 */
export async function check(folder: string, { signals, limit, clock, out }: CheckOptions): Promise<void> {
  const { config, territories } = await loadPlacedRules(folder);
  const lookBack = signals === undefined ? [] : (await readRecording(signals, clock, limit)).documents;
  const grave = graveWords(config.safety);
  const doubts = territories.flatMap(({ value, errorAt }) =>
    queryDoubts(value, { graveWords: grave, lookBack }).map(({ path, from, severity, message }) =>
      errorAt(path, `${severity}: ${message}`, from),
    ),
  );
  if (doubts.length > 0) out(formatConfigErrors(sortConfigErrors(doubts)));
  if (signals !== undefined && lookBack.length < LINT.fewestSignals) {
    out(`${signals} has ${lookBack.length} signals: nothing is counted by fewer than ${LINT.fewestSignals}.`);
  }
  const queries = config.territories.reduce((sum, { topics, noGo }) => sum + topics.length + noGo.length, 0);
  const examples = config.territories.reduce((sum, { examples: e }) => sum + e.match.length + e.miss.length, 0);
  out(
    `${folder} is in order: ${config.brands.length} brands, ${config.territories.length} territories with ${queries} queries ` +
      `and ${examples} examples that hold, ${config.sources.length} sources, ${config.safety.length} safety lexicons` +
      `${doubts.length > 0 ? `; to look at: ${doubts.length}` : ''}.`,
  );
}
