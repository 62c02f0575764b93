import type { RawSignal } from '../../src/contract/signal.ts';
import { Territory, type LiveTerritory } from '../../src/contract/territory.ts';
import { signalId } from '../../src/core/signal/normalise.ts';
import { readFileSync } from 'node:fs';
import { Frequencies } from '../../src/contract/frequencies.ts';
import { listedFrequency, type Frequency } from '../../src/core/territory/matcher/frequency.ts';
import { buildTerritoryIndex, type TerritoryIndex } from '../../src/core/territory/index.ts';
import { readLines } from '../../src/sources/recording/lines.ts';
import { readSignals } from '../../src/sources/replay.ts';
import { topics as allTopics } from '../../streams/topics.ts';
import type { LogRecord } from '../../streams/transport/transport.ts';

export const RECORDINGS = [
  '../shared/data/signals/news-bbc-2021-2022.ndjson.gz',
  '../shared/data/signals/posts-hackernews-2021.ndjson.gz',
];
/** Texts of the comparison of engines, from which its queries are made. */
export const CORPUS = '../shared/data/matching/docs.jsonl.gz';

export const topics = allTopics({ signals: 1, mentions: 1 });

const QUERIES = 1_000;
const TOPICS_A_BRAND = 10;

/** The first signals of a recording, or of a corpus of the comparison of engines, as they lie in the log. */
export async function readRecords(file: string, limit: number): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const signals = /\bdocs\.jsonl/.test(file) ? corpusSignals(file) : recordedSignals(file, limit);
  for await (const { raw, receivedAt } of signals) {
    if (records.length >= limit) break;
    const value = Buffer.from(JSON.stringify(raw));
    records.push(
      toLogRecord(topics.signals.name, records.length, { key: signalId(raw), value, timestamp: receivedAt }),
    );
  }
  return records;
}

export const toLogRecord = (
  topic: string,
  offset: number,
  { key, value, timestamp }: Pick<LogRecord, 'key' | 'value' | 'timestamp'>,
): LogRecord => ({ topic, partition: 0, offset, key, value, timestamp });

interface Received {
  readonly raw: RawSignal;
  readonly receivedAt: number;
}

async function* recordedSignals(file: string, limit: number): AsyncGenerator<Received> {
  for await (const lines of readSignals(file, { clock: () => Date.now(), limit })) {
    for (const line of lines) if ('raw' in line) yield line;
  }
}

interface Doc {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly site: string;
}

const NOON = Date.parse('2026-03-01T12:00:00Z');

/** Neither language nor tags are declared: the first is to be found out, the second stand in the texts. */
async function* corpusSignals(file: string): AsyncGenerator<Received> {
  for await (const line of readLines(file)) {
    if ('reason' in line) throw new Error(`${file}, line ${line.line}: ${line.reason}`);
    const { id, title, body, author, site } = JSON.parse(line.text) as Doc;
    const receivedAt = NOON + id * 1_000;
    const raw: RawSignal = {
      source: 'corpus',
      kind: body === '' ? 'news' : 'post',
      externalId: String(id),
      publishedAt: new Date(receivedAt - 1_000).toISOString(),
      ...(title && { title }),
      ...(body && { text: body }),
      url: `https://${site}/${id}`,
      author: { id: author },
    };
    yield { raw, receivedAt };
  }
}

/** The first 1,000 queries of a file (one JSON object with `text` a line) as 100 brands with ten topics each. */
export async function readTerritories(file: string): Promise<LiveTerritory[]> {
  const queries: string[] = [];
  for await (const line of readLines(file)) {
    if ('reason' in line) throw new Error(`${file}, line ${line.line}: ${line.reason}`);
    queries.push((JSON.parse(line.text) as { text: string }).text);
    if (queries.length === QUERIES) break;
  }
  return Array.from({ length: Math.ceil(queries.length / TOPICS_A_BRAND) }, (_, brand) => {
    const own = queries.slice(brand * TOPICS_A_BRAND, (brand + 1) * TOPICS_A_BRAND);
    const topics = own.map((query, n) => ({ id: `topic-${n}`, label: `Topic ${n}`, query }));
    return { version: 1, territory: Territory.parse({ brand: `brand-${brand}`, topics }) };
  });
}

/** How common words are, as the product's own configuration says. */
export const shippedFrequency = (): Frequency =>
  listedFrequency(Frequencies.parse(JSON.parse(readFileSync('config/frequencies.json', 'utf8'))));

/** Throws where a query cannot be read: less than what was asked for would be measured. */
export function indexOf(territories: readonly LiveTerritory[]): TerritoryIndex {
  const index = buildTerritoryIndex(territories, { frequency: shippedFrequency() });
  const [left] = index.quarantined;
  if (left) throw new Error(`${left.brand}, ${left.topic}: ${left.errors[0]!.message.en}`);
  return index;
}
