import { z } from 'zod';
import { Brand } from '../../src/contract/brand.ts';
import { Card } from '../../src/contract/card.ts';
import { Change } from '../../src/contract/change.ts';
import { Instant } from '../../src/contract/common.ts';
import { Decision, DecisionRequest } from '../../src/contract/decision.ts';
import { ClientFrame, ServerFrame } from '../../src/contract/frame.ts';
import { IntakeResult, Rejection } from '../../src/contract/intake.ts';
import { Mention } from '../../src/contract/mention.ts';
import { Opportunity } from '../../src/contract/opportunity.ts';
import { Problem } from '../../src/contract/problem.ts';
import { RawSignal, Signal } from '../../src/contract/signal.ts';
import { SourceConfig } from '../../src/contract/source.ts';
import { Story } from '../../src/contract/story.ts';
import { Territory } from '../../src/contract/territory.ts';

/** What outsiders send to Rebond: fields with a default may be left out. */
const SENT = {
  'raw-signal': RawSignal,
  'client-frame': ClientFrame,
  'decision-request': DecisionRequest,
  brand: Brand,
  territory: Territory,
  source: SourceConfig,
};

/** What outsiders read from Rebond. */
const READ = {
  'intake-result': IntakeResult,
  rejection: Rejection,
  mention: Mention,
  opportunity: Opportunity,
  story: Story,
  card: Card,
  change: Change,
  'server-frame': ServerFrame,
  problem: Problem,
};

/** What others contain: said once a file, under `$defs`. */
const SHARED = {
  instant: Instant,
  signal: Signal,
  opportunity: Opportunity,
  decision: Decision,
  card: Card,
  change: Change,
};

/** JSON Schema cannot see a refinement: what it would say of one, in its own words. */
const REFINED = new Map<z.ZodType, object>([
  [
    RawSignal,
    {
      anyOf: ['publishedAt', 'observedAt'].map((time) => ({
        required: [time],
        properties: { [time]: { type: 'string' } },
      })),
    },
  ],
]);

/** Every file of `docs/schema` with its whole text, in order of name. */
export function schemaFiles(): { name: string; text: string }[] {
  const sent = Object.entries(SENT).map(([name, schema]) => schemaFile(name, schema, 'input'));
  const read = Object.entries(READ).map(([name, schema]) => schemaFile(name, schema, 'output'));
  return [...sent, ...read].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function schemaFile(name: string, schema: z.ZodType, io: 'input' | 'output') {
  const metadata = z.registry<{ id: string }>();
  for (const [id, shared] of Object.entries(SHARED)) if (shared !== schema) metadata.add(shared, { id });
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, metadata, override: loosen });
  const whole = { $schema, title: name, ...rest, ...REFINED.get(schema) };
  return { name: `${name}.json`, text: `${JSON.stringify(whole, null, 2)}\n` };
}

/** A reader leaves out the fields it does not know, so that new ones break nobody; only strict objects stay closed. */
function loosen({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  const { def } = zodSchema._zod;
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
}
