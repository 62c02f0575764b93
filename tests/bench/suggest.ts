import { parseArgs } from 'node:util';
import type { Opportunity } from '../../src/contract/opportunity.ts';
import type { Story } from '../../src/contract/story.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { readSignals } from '../../src/sources/replay.ts';
import { createDetectOpportunities } from '../../streams/processors/detect-opportunities.ts';
import { createMatchTerritories } from '../../streams/processors/match-territories.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import { rulesOf } from '../support/check-run.ts';
import { datedEvening } from '../support/recording.ts';
import { createTrial, NOW } from '../support/suggestion-trial.ts';

const DAY = 24 * 60 * 60_000;

/**
 * What the template writer suggests for the stories of a recording, or of the demonstration's evening: one line each as
 * JSON, `{brand, verdict, story, angle, text}`. The draft check reads every text, and no turn comes twice in a week.
 */
export async function benchSuggest(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { in: { type: 'string' }, count: { type: 'string', default: '1' } },
  });
  const found = await cardsOf(values.in);
  const trial = createTrial();
  const inOrder = found.sort((a, b) => a.opportunity.lastAt.localeCompare(b.opportunity.lastAt));
  let passed = Date.parse(inOrder[0]?.opportunity.lastAt ?? '');
  for (const { opportunity, story } of inOrder) {
    const at = Date.parse(opportunity.lastAt);
    // The desk's clock goes on as the stories do.
    trial.days(Math.max(0, at - passed) / DAY);
    passed = Math.max(passed, at);
    const rest = { decision: null, hold: null, assignment: null, history: [], contextRead: false, steps: {} };
    trial.put({ opportunity, story, ...rest });
    if (opportunity.verdict.level === 'block') continue;
    const { suggestions, notes } = await trial.ask(opportunity.id, { count: Number(values.count) });
    const about = { brand: opportunity.brand, verdict: opportunity.verdict.level, story: opportunity.title };
    for (const { angle, text } of suggestions) process.stdout.write(`${JSON.stringify({ ...about, angle, text })}\n`);
    if (suggestions.length === 0) process.stdout.write(`${JSON.stringify({ ...about, notes })}\n`);
  }
}

interface Found {
  readonly opportunity: Opportunity;
  readonly story: Story | null;
}

/** Every opportunity of the recording as it stood when it scored best. */
async function cardsOf(file: string | undefined): Promise<Found[]> {
  const rules = await rulesOf('config');
  const topics = allTopics({ signals: 1, mentions: 1 });
  const matcher = createMatchTerritories(topics, rules.territories);
  const detector = createDetectOpportunities(topics, rules).open([]);
  const best = new Map<string, Found>();
  let offset = 0;
  for await (const { raw, at } of file === undefined ? await datedEvening() : recorded(file)) {
    const record = {
      key: signalId(raw),
      value: Buffer.from(JSON.stringify(raw)),
      timestamp: at,
      partition: 0,
      topic: 'signals',
    };
    for (const matched of matcher.process({ ...record, offset: offset++ })) {
      if (matched.kind !== 'emit') continue;
      for (const outcome of detector.process({
        ...matched.record,
        topic: 'mentions',
        timestamp: at,
        partition: 0,
        offset,
      })) {
        if (outcome.kind !== 'change') continue;
        const before = best.get(outcome.opportunity.id);
        if (!before || outcome.opportunity.score >= before.opportunity.score) {
          best.set(outcome.opportunity.id, { opportunity: outcome.opportunity, story: outcome.story });
        }
      }
    }
  }
  return [...best.values()];
}

async function* recorded(file: string) {
  for await (const lines of readSignals(file, { clock: () => NOW, limit: Infinity })) {
    for (const line of lines) if ('raw' in line) yield { raw: line.raw, at: line.receivedAt };
  }
}
