import { z } from 'zod';
import { Brand } from '../../src/contract/brand.ts';
import { Mention } from '../../src/contract/mention.ts';
import type { Verdict, VerdictLevel } from '../../src/contract/opportunity.ts';
import { RawSignal } from '../../src/contract/signal.ts';
import { Territory } from '../../src/contract/territory.ts';
import { createBrandDetection, type Reading } from '../../src/core/opportunity/brand-state.ts';
import type { LiveStory, Setting } from '../../src/core/opportunity/live-story.ts';
import { buildTerritoryIndex } from '../../src/core/territory/index.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import { topics as allTopics } from '../../streams/topics.ts';

/** What happens, post by post, and the brand that looks on. */
export const Scenario = z.object({
  id: z.string(),
  lang: z.string().optional(),
  brand: z.object({
    name: z.string().default('A brand'),
    /** What the brand may speak about, in words. */
    territory: z.string().default('Everything'),
    query: z.string(),
    languages: z.array(z.string()).optional(),
  }),
  signals: z.array(RawSignal).min(1),
});
export type Scenario = z.infer<typeof Scenario>;

/** The verdict on the brand's leading story once so many signals had been read, wherever it changed. */
export interface GateStep {
  readonly after: number;
  readonly verdict: VerdictLevel;
  readonly reasons: readonly string[];
}

type Figures = Pick<Setting, 'scoring' | 'window' | 'days'>;

const topics = allTopics({ signals: 1, mentions: 1 });
const BRAND = 'scenario';
const decoder = new TextDecoder();

/** One brand before matching and detection, as they run in the product; nothing around them. */
export function openStage(given: Scenario['brand'], reading: Reading, figures: Figures) {
  const { name, territory: label, query, languages } = given;
  const territory = Territory.parse({ brand: BRAND, topics: [{ id: 'territory', label: label.slice(0, 100), query }] });
  const brand = Brand.parse({ id: BRAND, name: name.slice(0, 100), languages: languages ?? ['en', 'fr'] });
  const index = buildTerritoryIndex([{ version: 1, territory }]);
  if (index.quarantined.length > 0) throw new Error(index.quarantined[0]!.errors[0]!.message.en);
  const matcher = createMatchTerritories(topics, () => index);
  const detection = createBrandDetection(reading);
  const setting = { brand, territory, ...figures };
  let offset = 0;
  return {
    read(raw: RawSignal): void {
      const timestamp = Date.parse((raw.publishedAt ?? raw.observedAt) as string);
      const value = Buffer.from(JSON.stringify(raw));
      const record = { topic: topics.signals.name, partition: 0, offset: offset++, key: '', value, timestamp };
      for (const outcome of matcher.process(record)) {
        if (outcome.kind !== 'emit') continue;
        const mention = Mention.parse(JSON.parse(decoder.decode(outcome.record.value ?? undefined)));
        detection.take(mention, setting);
      }
    },
    stories: (): readonly LiveStory[] => [...detection.state.live.values()],
    /** The story with most items; null where nothing matched. */
    leading: (): LiveStory | null =>
      [...detection.state.live.values()].reduce<LiveStory | null>(
        (best, one) => (best && best.story.items >= one.story.items ? best : one),
        null,
      ),
    verdict: (story: LiveStory): Verdict => detection.verdict(story, setting),
  };
}

/** Runs a scenario through matching and detection, and notes each change of the verdict on the leading story. */
export function playScenario(scenario: Scenario, reading: Reading, figures: Figures): readonly GateStep[] {
  const stage = openStage(scenario.brand, reading, figures);
  const steps: GateStep[] = [];
  scenario.signals.forEach((raw, i) => {
    stage.read(raw);
    const leading = stage.leading();
    if (!leading) return;
    const { level, reasons } = stage.verdict(leading);
    if (steps.at(-1)?.verdict === level) return;
    steps.push({ after: i + 1, verdict: level, reasons: reasons.map(({ code }) => code) });
  });
  return steps;
}
