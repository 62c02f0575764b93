import { SafetyLexicon } from '../contract/safety.ts';
import { Scoring } from '../contract/scoring.ts';
import { Territory } from '../contract/territory.ts';
import { failingExamples } from '../core/territory/examples.ts';
import { parseQuery } from '../core/territory/parse.ts';
import { checkTerritory } from '../settings/check-config.ts';
import { formatConfigErrors } from '../settings/config-error.ts';
import { loadConfig, type Config } from '../settings/load.ts';
import { parseYaml } from '../settings/parse-yaml.ts';
import { Refusal } from './refusal.ts';

const rules = {
  checkQuery: (query: string) => {
    const parsed = parseQuery(query);
    return 'query' in parsed ? [] : parsed.errors.map(({ from, message }) => ({ from, message: message.en }));
  },
  failingExamples,
};

/** Reads and checks the whole configuration folder; every error at once, each with file, line and column. */
export async function loadRules(folder: string): Promise<Config<SafetyLexicon, Scoring>> {
  const loaded = await loadConfig(folder, { safety: SafetyLexicon, scoring: Scoring, ...rules });
  if ('config' in loaded) return loaded.config;
  throw new Refusal(`The configuration has errors:\n${formatConfigErrors(loaded.errors)}`);
}

/** One territory from YAML, checked like those of the configuration folder, its examples included. */
export function parseTerritory(file: string, content: Uint8Array): Territory {
  const parsed = parseYaml(file, content, Territory, (territory, errorAt) => checkTerritory(territory, errorAt, rules));
  if ('value' in parsed) return parsed.value;
  throw new Refusal(`The territory has errors:\n${formatConfigErrors(parsed.errors)}`);
}
