import type { z } from 'zod';
import { SETTINGS, type LogLevel, type Role, type SaslMechanism, type Setting } from './table.ts';

export { Role } from './table.ts';

/** What the environment says, checked. Folders are as written: relative to where the process was started. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Address under which people reach the product, without a closing slash. Null: `localUrl` of where it listens. */
  readonly publicUrl: string | null;
  readonly dataFolder: string;
  readonly configFolder: string;
  /** Null: the embedded database. */
  readonly databaseUrl: string | null;
  /** Port of the embedded database, 0 for any free one. */
  readonly databasePort: number;
  /** Null: the log lies in PostgreSQL. */
  readonly kafka: KafkaSettings | null;
  readonly topicPrefix: string;
  readonly partitions: { readonly signals: number; readonly mentions: number };
  readonly role: Role;
  /** Null: one is made and kept in the data folder. */
  readonly secret: string | null;
  /** What a scraper on another machine sends. Null: only an administrator's session reads metrics from there. */
  readonly metricsToken: string | null;
  readonly logLevel: LogLevel;
  readonly demonstration: boolean;
  readonly adminEmail: string | null;
  /** What is kept for looking back: signals a day, days, and bytes at most. */
  readonly lookBack: { readonly signalsPerDay: number; readonly days: number; readonly bytes: number };
  /** Proxies before us, addresses and networks, whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Bytes that have to stay free where the embedded database lies. */
  readonly freeFloor: number;
  /** Whether servers inside the organisation may be asked: feeds, webhooks. */
  readonly allowPrivate: boolean;
  /** The model that suggests words. Null: the template writer only. `budget`: tokens a day. */
  readonly writer: {
    readonly url: string;
    readonly key: string | null;
    readonly model: string;
    readonly budget: number;
  } | null;
  /** The endpoint that tells how close texts are, for people who write rules. Null: by words. */
  readonly embedder: { readonly url: string; readonly key: string | null; readonly model: string } | null;
  /** Where mail is handed in, with name and password. Null: none is sent. */
  readonly smtpUrl: string | null;
  /** Who mail is from: an address, or `Name <address>`. */
  readonly mailFrom: string | null;
}

interface KafkaSettings {
  readonly brokers: readonly string[];
  /** With the names of PEM files where some are given; null where one is not. */
  readonly ssl: boolean | CertificateFiles;
  readonly sasl: { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string } | null;
}

/** Who vouches for the brokers, and who we are to them. */
export interface CertificateFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
}

type Name = keyof typeof SETTINGS;
type Values = { [N in Name]: z.output<(typeof SETTINGS)[N]['schema']> | null };

const TABLE = Object.entries(SETTINGS) as [Name, Setting][];

export interface SettingDescription {
  readonly name: string;
  readonly default: string | null;
  readonly meaning: string;
}

/** Every setting with its default (null: none) and its meaning, for `--help` and the README. */
export function describeSettings(): SettingDescription[] {
  return TABLE.map(([name, { default: fallback, meaning }]) => ({ name, default: fallback, meaning }));
}

export type ReadEnvironment =
  { readonly settings: Settings; readonly warnings: readonly string[] } | { readonly errors: readonly string[] };

/** Reads and checks the environment: every error at once, each a sentence. An empty variable counts as absent. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): ReadEnvironment {
  const errors: string[] = [];
  const values = Object.fromEntries(
    TABLE.map(([name, setting]) => [name, readOne(name, setting, env, errors)]),
  ) as Values;
  errors.push(...contradictions(values));
  return errors.length > 0 ? { errors } : { settings: toSettings(values), warnings: unknownNames(env) };
}

function readOne(
  name: string,
  setting: Setting,
  env: Readonly<Record<string, string | undefined>>,
  errors: string[],
): unknown {
  const written = env[name]?.trim() || setting.default;
  if (written === null) return null;
  const result = setting.schema.safeParse(written);
  if (result.success) return result.data;
  const found = setting.hidden ? '' : `, found "${written.slice(0, 100)}"`;
  errors.push(`${name}: expected ${setting.expected}${found}.`);
  return null;
}

function contradictions(values: Values): string[] {
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: name, KAFKA_SASL_PASSWORD: password } = values;
  const some = [mechanism, name, password].some((value) => value !== null);
  const all = [mechanism, name, password].every((value) => value !== null);
  const oneOfMail = (values.REBOND_SMTP_URL === null) !== (values.REBOND_MAIL_FROM === null);
  const oneOfEmbedder = (values.REBOND_EMBEDDER_URL === null) !== (values.REBOND_EMBEDDER_MODEL === null);
  const { KAFKA_SSL_CA: ca, KAFKA_SSL_CERT: cert, KAFKA_SSL_KEY: key } = values;
  const idle = values.KAFKA_SSL !== true && [ca, cert, key].some((file) => file !== null);
  const oneOfWriter = (values.REBOND_WRITER_URL === null) !== (values.REBOND_WRITER_MODEL === null);
  return [
    ...(some && !all
      ? ['KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD belong together: give all three or none.']
      : []),
    ...((cert === null) !== (key === null)
      ? ['KAFKA_SSL_CERT and KAFKA_SSL_KEY belong together: give both or none.']
      : []),
    ...(idle ? ['KAFKA_SSL_CA, KAFKA_SSL_CERT and KAFKA_SSL_KEY count only with KAFKA_SSL=on.'] : []),
    ...(oneOfWriter ? ['REBOND_WRITER_URL and REBOND_WRITER_MODEL belong together: give both or none.'] : []),
    ...(oneOfEmbedder ? ['REBOND_EMBEDDER_URL and REBOND_EMBEDDER_MODEL belong together: give both or none.'] : []),
    ...(oneOfMail ? ['REBOND_SMTP_URL and REBOND_MAIL_FROM belong together: give both or none.'] : []),
  ];
}

function unknownNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('REBOND_') && !(name in SETTINGS))
    .map((name) => `${name} is not a setting of Rebond and has no effect; --help lists them all.`);
}

function toSettings(values: Values): Settings {
  return {
    host: values.REBOND_HOST!,
    port: values.REBOND_PORT!,
    publicUrl: values.REBOND_PUBLIC_URL,
    trustedProxies: values.REBOND_TRUSTED_PROXIES ?? [],
    dataFolder: values.REBOND_DATA!,
    configFolder: values.REBOND_CONFIG!,
    databaseUrl: values.DATABASE_URL,
    databasePort: values.REBOND_DATABASE_PORT!,
    kafka: toKafka(values),
    topicPrefix: values.REBOND_TOPIC_PREFIX ?? '',
    partitions: { signals: values.REBOND_SIGNALS_PARTITIONS!, mentions: values.REBOND_MENTIONS_PARTITIONS! },
    role: values.REBOND_ROLE!,
    secret: values.REBOND_SECRET,
    metricsToken: values.REBOND_METRICS_TOKEN,
    logLevel: values.REBOND_LOG_LEVEL!,
    demonstration: values.REBOND_DEMO!,
    adminEmail: values.REBOND_ADMIN_EMAIL,
    lookBack: {
      signalsPerDay: values.REBOND_LOOKBACK_SIGNALS!,
      days: values.REBOND_LOOKBACK_DAYS!,
      bytes: values.REBOND_LOOKBACK_GIGABYTES! * 2 ** 30,
    },
    freeFloor: values.REBOND_FREE_MEGABYTES! * 2 ** 20,
    allowPrivate: values.REBOND_PRIVATE_ADDRESSES!,
    writer: toWriter(values),
    embedder: toEmbedder(values),
    smtpUrl: values.REBOND_SMTP_URL,
    mailFrom: values.REBOND_MAIL_FROM,
  };
}

/** The address of a server that listens on a host and port, as a browser on the same machine would call it. */
export function localUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function toWriter(values: Values): Settings['writer'] {
  const { REBOND_WRITER_URL: url, REBOND_WRITER_MODEL: model } = values;
  if (url === null || model === null) return null;
  return { url, model, key: values.REBOND_WRITER_KEY, budget: values.REBOND_WRITER_BUDGET! };
}

function toEmbedder(values: Values): Settings['embedder'] {
  const { REBOND_EMBEDDER_URL: url, REBOND_EMBEDDER_MODEL: model } = values;
  return url === null || model === null ? null : { url, model, key: values.REBOND_EMBEDDER_KEY };
}

function toKafka(values: Values): KafkaSettings | null {
  const { KAFKA_BROKERS, KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } = values;
  if (KAFKA_BROKERS === null) return null;
  const sasl = mechanism && { mechanism, username: KAFKA_SASL_USERNAME!, password: KAFKA_SASL_PASSWORD! };
  const files = { ca: values.KAFKA_SSL_CA, cert: values.KAFKA_SSL_CERT, key: values.KAFKA_SSL_KEY };
  const some = Object.values(files).some((file) => file !== null);
  return { brokers: KAFKA_BROKERS, ssl: some ? files : values.KAFKA_SSL!, sasl };
}
