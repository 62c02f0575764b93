import { SafetyLexicon } from '../contract/safety.ts';
import { Scoring } from '../contract/scoring.ts';
import { parseQuery } from '../core/territory/parse.ts';
import { formatConfigErrors } from '../settings/config-error.ts';
import { loadConfig, type Config } from '../settings/load.ts';
import { Refusal } from './refusal.ts';

/** Reads and checks the whole configuration folder; every error at once, each with file, line and column. */
export async function loadRules(folder: string): Promise<Config<SafetyLexicon, Scoring>> {
  const checkQuery = (query: string) => {
    const parsed = parseQuery(query);
    return 'query' in parsed ? [] : parsed.errors.map(({ from, message }) => ({ from, message: message.en }));
  };
  const loaded = await loadConfig(folder, { safety: SafetyLexicon, scoring: Scoring, checkQuery });
  if ('config' in loaded) return loaded.config;
  throw new Refusal(`The configuration has errors:\n${formatConfigErrors(loaded.errors)}`);
}
