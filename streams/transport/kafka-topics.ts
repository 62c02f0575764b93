import type { Admin, ITopicConfig } from 'kafkajs';
import type { Logger } from 'pino';
import type { Topic } from '../topics.ts';
import { typeOfError } from './kafka-session.ts';

export interface TopicsParts {
  readonly nameOf: (topic: Topic) => string;
  /** Copies of each partition of a topic that is made here; the brokers' own default where missing. */
  readonly replicationFactor?: number;
  readonly log: Logger;
}

const DAY = 24 * 60 * 60 * 1000;
/** `ConfigResourceTypes.TOPIC` of the protocol. */
const TOPIC = 2;

/**
 * Makes the topics that are missing, and looks at the others: throws a sentence where records would be lost or fall into
 * the wrong hands for certain, and warns where that depends on time.
 */
export async function prepareTopics(admin: Admin, topics: readonly Topic[], parts: TopicsParts): Promise<void> {
  const { nameOf } = parts;
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(nameOf(topic)));
  if (missing.length > 0) {
    const copies = parts.replicationFactor ?? -1;
    await createTopics(
      admin,
      missing.map((topic) => topicConfig(topic, nameOf(topic), copies)),
    );
  }
  const { topics: found } = await admin.fetchTopicMetadata({ topics: topics.map(nameOf) });
  for (const topic of topics) {
    const name = nameOf(topic);
    const count = found.find((one) => one.name === name)?.partitions.length ?? 0;
    if (count < topic.partitions) throw new Error(tooFewPartitions(name, count, topic.partitions));
    if (count > topic.partitions) parts.log.warn(tooManyPartitions(name, count, topic.partitions));
  }
  const known = topics.filter((topic) => existing.has(nameOf(topic)));
  if (known.length > 0) await checkSettings(admin, known, parts);
}

async function createTopics(admin: Admin, topics: ITopicConfig[]): Promise<void> {
  try {
    await admin.createTopics({ topics });
  } catch (error) {
    throw refusedTopics(topics, error);
  }
}

const refusalsIn = (error: unknown): string[] =>
  ((error as { errors?: unknown[] } | null)?.errors ?? []).map(typeOfError);

function refusedTopics(topics: readonly ITopicConfig[], error: unknown): unknown {
  const reasons = refusalsIn(error);
  if (reasons.length === 0) return error;
  const names = topics.map(({ topic }) => topic).join(', ');
  return new Error(`Kafka does not make the topics ${names}: ${[...new Set(reasons)].join(', ')}.`, { cause: error });
}

const partitionsOf = (count: number): string => `${count} ${count === 1 ? 'partition' : 'partitions'}`;

const tooFewPartitions = (name: string, found: number, wanted: number): string =>
  `Kafka topic ${name} has ${partitionsOf(found)}, but ${wanted} are wanted. Ask for ${found}, or stop everything that writes to the topic, let it run empty, and raise its partitions with kafka-topics.sh --alter (records of one key then change their partition).`;

const tooManyPartitions = (name: string, found: number, wanted: number): string =>
  `Kafka topic ${name} has ${partitionsOf(found)}, but only ${wanted} are asked for: time does not pass in the others while nothing arrives there, so that stories in them do not end. Ask for ${found}.`;

function topicConfig(topic: Topic, name: string, replicationFactor: number): ITopicConfig {
  return {
    topic: name,
    numPartitions: topic.partitions,
    replicationFactor,
    configEntries: [
      { name: 'cleanup.policy', value: 'delete' },
      { name: 'retention.ms', value: String(topic.retentionDays * DAY) },
      // Kafka deletes by a record's time: that of its arrival, or recordings of old events would be gone at once.
      { name: 'message.timestamp.type', value: 'LogAppendTime' },
    ],
  };
}

async function checkSettings(admin: Admin, topics: readonly Topic[], { nameOf, log }: TopicsParts): Promise<void> {
  const settings = await settingsOf(admin, topics.map(nameOf), log);
  for (const topic of topics) {
    const name = nameOf(topic);
    const said = settings.get(name);
    if (!said) continue;
    if (said('cleanup.policy').includes('compact')) throw new Error(compacted(name));
    const kept = Number(said('retention.ms'));
    if (kept >= 0 && kept < topic.retentionDays * DAY) log.warn(keptTooShortly(name, kept, topic.retentionDays));
    if (Number(said('retention.bytes')) > 0) log.warn(keptBySize(name));
  }
}

type Setting = (name: string) => string;

/** What each topic is set to. Whoever may not ask is not kept from working. */
async function settingsOf(admin: Admin, names: readonly string[], log: Logger): Promise<Map<string, Setting>> {
  try {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: names.map((name) => ({
        type: TOPIC,
        name,
        configNames: ['cleanup.policy', 'retention.ms', 'retention.bytes'],
      })),
    });
    return new Map(
      resources.map(({ resourceName, configEntries }) => {
        const values = new Map(configEntries.map(({ configName, configValue }) => [configName, configValue]));
        return [resourceName, (name: string) => values.get(name) ?? ''];
      }),
    );
  } catch (error) {
    log.debug({ err: error }, 'the settings of the Kafka topics could not be read');
    return new Map();
  }
}

const compacted = (name: string): string =>
  `Kafka topic ${name} is compacted: of all records with one key only the last would stay, and all of a brand have one. Set its cleanup.policy to delete, or take another prefix.`;

const keptTooShortly = (name: string, kept: number, days: number): string =>
  `Kafka topic ${name} keeps records for ${(kept / DAY).toFixed(1)} days, and ${days} are wanted: what has not been handled by then is lost. Raise its retention.ms.`;

const keptBySize = (name: string): string =>
  `Kafka topic ${name} removes records by size as well (retention.bytes): what has not been handled by then is lost. Keep the lag below that, or lift the limit.`;
