import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Clock } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { Opportunity } from '../contract/opportunity.ts';
import type { Story } from '../contract/story.ts';
import {
  type Claim,
  type Commit,
  type Effects,
  FencedError,
  type Ledger,
  type Snapshot,
} from '../../streams/ledger.ts';
import { holdUnder } from '../core/draft/may-go-out.ts';
import { writeAudit } from './audit.ts';
import { forgetOutdatedContexts } from './contexts.ts';
import { judgeDrafts } from './judge-drafts.ts';
import { toJson } from './json.ts';
import { insertLives } from './lives.ts';
import { type UnnumberedChange, writeChanges } from './numbered-changes.ts';
import { noteFound } from './steps.ts';
import type { Tables } from './tables.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Keeps what detection made of the mentions, exactly once, in PostgreSQL. */
export function createLedger(options: { readonly db: Kysely<Tables>; readonly clock: Clock }): Ledger {
  const { db, clock } = options;
  return {
    claim: (topic, partition) => db.transaction().execute((trx) => claimPosition(trx, topic, partition)),

    async commit(claim, commit) {
      const states = await compressed(commit.snapshots ?? []);
      await db.transaction().execute(async (trx) => {
        const isNew = await movePosition(trx, claim, commit);
        await keepSnapshots(trx, claim, states);
        if (isNew) await writeEffects(trx, commit.effects, clock());
      });
    },
  };
}

async function claimPosition(trx: Transaction<Tables>, topic: string, partition: number): Promise<Claim> {
  const { rows } = await sql<{ position: number; snapshot_position: number; epoch: number }>`
    INSERT INTO positions AS p (topic, partition, position, snapshot_position, epoch)
    VALUES (${topic}, ${partition}, -1, -1, 1)
    ON CONFLICT (topic, partition) DO UPDATE SET epoch = p.epoch + 1
    RETURNING position, snapshot_position, epoch
  `.execute(trx);
  const held = rows[0]!;
  return {
    topic,
    partition,
    epoch: held.epoch,
    position: held.position,
    snapshotPosition: held.snapshot_position,
    snapshots: await readSnapshots(trx, topic, partition),
  };
}

async function readSnapshots(trx: Transaction<Tables>, topic: string, partition: number): Promise<Snapshot[]> {
  const rows = await trx
    .selectFrom('snapshots')
    .select(['brand', 'state'])
    .where('topic', '=', topic)
    .where('partition', '=', partition)
    .orderBy('brand')
    .execute();
  return Promise.all(
    rows.map(async ({ brand, state }) => ({ brand, state: (await decompress(state)).toString('utf8') })),
  );
}

/** The fence. Holding the row until the end of the transaction also keeps a second owner waiting until we are done. */
/** Whether the position is new: a commit whose answer was lost on the way is repeated, and must not be written again. */
async function movePosition(trx: Transaction<Tables>, claim: Claim, commit: Commit): Promise<boolean> {
  const held = await trx
    .selectFrom('positions')
    .select('position')
    .where('topic', '=', claim.topic)
    .where('partition', '=', claim.partition)
    .where('epoch', '=', claim.epoch)
    .forUpdate()
    .executeTakeFirst();
  if (!held) throw new FencedError(`partition ${claim.partition} of ${claim.topic} was taken over by another process`);
  await trx
    .updateTable('positions')
    .set({ position: commit.position, ...(commit.snapshots ? { snapshot_position: commit.position } : {}) })
    .where('topic', '=', claim.topic)
    .where('partition', '=', claim.partition)
    .execute();
  return commit.position > held.position;
}

async function writeEffects(trx: Transaction<Tables>, effects: Effects, at: number): Promise<void> {
  const people = await upsertOpportunities(trx, effects.opportunities, at);
  const drafts = await judgeDrafts(trx, effects.opportunities, at);
  await noteFound(trx, effects.opportunities, at);
  await upsertStories(trx, effects.stories);
  await insertLives(trx, effects.lives ?? []);
  const cards = effects.opportunities.map((opportunity): UnnumberedChange => {
    const value = { opportunity, ...(people.get(opportunity.id) ?? UNTOUCHED) };
    return { brand: opportunity.brand, body: { noun: 'card', id: opportunity.id, value } };
  });
  await writeChanges(trx, [...cards, ...drafts], at);
}

/** What people decided about a card, and whether it must wait. */
type ByPeople = Pick<Card, 'decision' | 'hold' | 'assignment'>;

const UNTOUCHED: ByPeople = { decision: null, hold: null, assignment: null };

/**
 * Writes the last state of each opportunity and answers what people last decided about it, held where the story has
 * turned. Rows are locked in the order of their ids and a decision in progress is waited for, so the answer is what the
 * numbered changes must say.
 */
async function upsertOpportunities(
  trx: Transaction<Tables>,
  opportunities: readonly Opportunity[],
  at: number,
): Promise<Map<string, ByPeople>> {
  if (opportunities.length === 0) return new Map();
  const last = lastById(opportunities, (opportunity) => opportunity.id);
  const { rows } = await sql<ByPeople & { id: string }>`
    INSERT INTO opportunities (id, brand, story, state, score, updated_at, body)
    SELECT * FROM unnest(
      ${last.map((o) => o.id)}::text[], ${last.map((o) => o.brand)}::text[], ${last.map((o) => o.story)}::text[],
      ${last.map((o) => o.state)}::text[], ${last.map((o) => o.score)}::float8[],
      ${last.map((o) => o.updatedAt)}::timestamptz[], ${last.map(toJson)}::jsonb[])
    ON CONFLICT (id) DO UPDATE SET brand = excluded.brand, story = excluded.story, state = excluded.state,
      score = excluded.score, updated_at = excluded.updated_at, body = excluded.body
    RETURNING id, decision, hold, assignment
  `.execute(trx);
  await forgetOutdatedContexts(trx, last);
  const people = new Map(rows.map(({ id, ...byPeople }) => [id, byPeople]));
  await holdWhereTurned(trx, opportunities, people, at);
  return people;
}

/**
 * What was accepted waits from here on where the gate says block, if only for a moment, for something the person did
 * not see. The holds are told in `people`.
 */
async function holdWhereTurned(
  trx: Transaction<Tables>,
  opportunities: readonly Opportunity[],
  people: Map<string, ByPeople>,
  at: number,
): Promise<void> {
  const when = new Date(at).toISOString();
  for (const { id, brand, verdict } of opportunities) {
    const known = people.get(id) ?? UNTOUCHED;
    const hold = holdUnder(known, verdict, when);
    if (!hold || hold === known.hold) continue;
    people.set(id, { ...known, hold });
    await trx
      .updateTable('opportunities')
      .set({ hold: toJson(hold) })
      .where('id', '=', id)
      .execute();
    const entry = { at, actor: 'gate', action: 'opportunity.hold', subject: id, brand };
    await writeAudit(trx, { ...entry, before: known.hold, after: hold });
  }
}

async function upsertStories(trx: Transaction<Tables>, stories: readonly Story[]): Promise<void> {
  if (stories.length === 0) return;
  const last = lastById(stories, (story) => `${story.brand}\n${story.id}`);
  await sql`
    INSERT INTO stories (id, brand, updated_at, body)
    SELECT * FROM unnest(${last.map((s) => s.id)}::text[], ${last.map((s) => s.brand)}::text[],
      ${last.map((s) => s.lastAt)}::timestamptz[], ${last.map(toJson)}::jsonb[])
    ON CONFLICT (brand, id) DO UPDATE SET updated_at = excluded.updated_at, body = excluded.body
  `.execute(trx);
}

async function keepSnapshots(
  trx: Transaction<Tables>,
  claim: Claim,
  states: readonly { brand: string; state: Buffer }[],
): Promise<void> {
  for (const { brand, state } of states) {
    await trx
      .insertInto('snapshots')
      .values({ topic: claim.topic, partition: claim.partition, brand, state })
      .onConflict((clash) => clash.columns(['topic', 'partition', 'brand']).doUpdateSet({ state }))
      .execute();
  }
}

async function compressed(snapshots: readonly Snapshot[]): Promise<{ brand: string; state: Buffer }[]> {
  return Promise.all(snapshots.map(async ({ brand, state }) => ({ brand, state: await compress(state) })));
}

/** One row an id, the last one, in the order of the ids: PostgreSQL refuses to write a row twice in one statement. */
function lastById<T>(items: readonly T[], idOf: (item: T) => string): T[] {
  const last = new Map(items.map((item) => [idOf(item), item]));
  return [...last.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
