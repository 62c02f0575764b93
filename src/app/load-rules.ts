import { SafetyLexicon } from '../contract/safety.ts';
import { Scoring } from '../contract/scoring.ts';
import { Territory } from '../contract/territory.ts';
import { failingExamples } from '../core/territory/examples.ts';
import { checkTerritory, type TerritoryRules } from '../settings/check-config.ts';
import { formatConfigErrors } from '../settings/config-error.ts';
import { loadConfig, type Config, type LoadedConfig } from '../settings/load.ts';
import { parseYaml } from '../settings/parse-yaml.ts';
import { queryFaults } from './query-remarks.ts';
import { Refusal } from './refusal.ts';

const all: TerritoryRules = { queryFaults, failingExamples };
/** To find out why an example fails, the territory must be there although it does. */
const withoutExamples: TerritoryRules = { queryFaults };

type Rules = Config<SafetyLexicon, Scoring>;

/** Reads and checks the whole configuration folder; every error at once, each with file, line and column. */
export async function loadRules(folder: string): Promise<Rules> {
  return (await loadPlacedRules(folder)).config;
}

/** The same, with the means to point into the territories' files. */
export async function loadPlacedRules(
  folder: string,
  { examples = true } = {},
): Promise<LoadedConfig<SafetyLexicon, Scoring>> {
  const rules = examples ? all : withoutExamples;
  const loaded = await loadConfig(folder, { safety: SafetyLexicon, scoring: Scoring, ...rules });
  if ('config' in loaded) return loaded;
  throw new Refusal(`The configuration has errors:\n${formatConfigErrors(loaded.errors)}`);
}

/** One territory from YAML, checked like those of the configuration folder, its examples included unless told. */
export function parseTerritory(file: string, content: Uint8Array, { examples = true } = {}): Territory {
  const rules = examples ? all : withoutExamples;
  const parsed = parseYaml(file, content, Territory, (territory, errorAt) => checkTerritory(territory, errorAt, rules));
  if ('value' in parsed) return parsed.value;
  throw new Refusal(`The territory has errors:\n${formatConfigErrors(parsed.errors)}`);
}
