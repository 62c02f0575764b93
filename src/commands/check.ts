import { loadRules } from '../app/load-rules.ts';

/** Reads and checks the configuration, examples of the territories included. Throws a Refusal that lists every error. */
export async function check(folder: string, out: (line: string) => void): Promise<void> {
  const config = await loadRules(folder);
  const queries = config.territories.reduce((sum, { topics, noGo }) => sum + topics.length + noGo.length, 0);
  const examples = config.territories.reduce((sum, { examples: e }) => sum + e.match.length + e.miss.length, 0);
  out(
    `${folder} is in order: ${config.brands.length} brands, ${config.territories.length} territories with ${queries} queries ` +
      `and ${examples} examples that hold, ${config.sources.length} sources, ${config.safety.length} safety lexicons.`,
  );
}
