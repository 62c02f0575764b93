import { z } from 'zod';

/** Which part of the work this process does. */
export const Role = z.enum(['all', 'api', 'match', 'detect']);
export type Role = z.infer<typeof Role>;

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
  readonly logLevel: LogLevel;
  readonly demonstration: boolean;
  readonly adminEmail: string | null;
}

interface KafkaSettings {
  readonly brokers: readonly string[];
  readonly ssl: boolean;
  readonly sasl: { readonly mechanism: SaslMechanism; readonly username: string; readonly password: string } | null;
}

const SaslMechanism = z.enum(['plain', 'scram-sha-256', 'scram-sha-512']);
type SaslMechanism = z.infer<typeof SaslMechanism>;
const LogLevel = z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']);
type LogLevel = z.infer<typeof LogLevel>;

const whole = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));
const port = whole(0, 65_535);
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const broker = z.string().regex(/^[^\s:,/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/);
const brokers = z.string().transform((list) => list.split(',').map((entry) => entry.trim()));

interface Setting {
  readonly schema: z.ZodType;
  /** As it would be written; null where there is none. */
  readonly default: string | null;
  readonly expected: string;
  readonly meaning: string;
  /** Never shown, not even in an error. */
  readonly hidden?: boolean;
}

/** Every setting there is. The help text and the README are made from this table. */
const SETTINGS = {
  REBOND_HOST: {
    schema: z.string().regex(/^[^\s/]+$/),
    default: '127.0.0.1',
    expected: 'a host name or address such as 0.0.0.0',
    meaning: 'Address to listen on; the default is reachable from this machine only.',
  },
  REBOND_PORT: { schema: port, default: '3000', expected: 'a port from 0 to 65535', meaning: 'Port to listen on.' },
  REBOND_PUBLIC_URL: {
    schema: address,
    default: null,
    expected: 'an http(s) address such as https://rebond.example',
    meaning: 'Address people use, for links, cookies and the Origin check. Without it: http://, host and port.',
  },
  REBOND_DATA: {
    schema: z.string(),
    default: 'var',
    expected: 'a folder',
    meaning: 'Folder for the embedded database and the secret.',
  },
  REBOND_CONFIG: {
    schema: z.string(),
    default: 'config',
    expected: 'a folder',
    meaning: 'Folder with brands, territories, sources, safety words and scoring.',
  },
  DATABASE_URL: {
    schema: z.string().regex(/^postgres(ql)?:\/\/\S+$/),
    default: null,
    expected: 'an address such as postgres://user:password@host:5432/rebond',
    meaning: 'PostgreSQL to use. Without it: an embedded one in the data folder.',
    hidden: true,
  },
  REBOND_DATABASE_PORT: {
    schema: port,
    default: '0',
    expected: 'a port from 0 to 65535',
    meaning: 'Port of the embedded database; 0 takes any free one.',
  },
  KAFKA_BROKERS: {
    schema: brokers.pipe(z.array(broker).min(1)),
    default: null,
    expected: 'host:port, several with commas between',
    meaning: 'Kafka to use as the log. Without it: tables in PostgreSQL.',
  },
  KAFKA_SSL: { schema: onOff, default: 'off', expected: 'on or off', meaning: 'Whether to speak TLS with Kafka.' },
  KAFKA_SASL_MECHANISM: {
    schema: SaslMechanism,
    default: null,
    expected: `one of ${SaslMechanism.options.join(', ')}`,
    meaning: 'How to sign in to Kafka. Without it: not at all.',
  },
  KAFKA_SASL_USERNAME: {
    schema: z.string(),
    default: null,
    expected: 'a name',
    meaning: 'Name to sign in to Kafka with.',
  },
  KAFKA_SASL_PASSWORD: {
    schema: z.string(),
    default: null,
    expected: 'a password',
    meaning: 'Password to sign in to Kafka with.',
    hidden: true,
  },
  REBOND_SIGNALS_PARTITIONS: {
    schema: whole(1, 1_000),
    default: '1',
    expected: 'a number from 1 to 1000',
    meaning: 'Partitions of the signals topic: as many match processes can share the work.',
  },
  REBOND_MENTIONS_PARTITIONS: {
    schema: whole(1, 1_000),
    default: '4',
    expected: 'a number from 1 to 1000',
    meaning: 'Partitions of the mentions topic: as many detect processes can share the work.',
  },
  REBOND_TOPIC_PREFIX: {
    schema: z.string().regex(/^[a-zA-Z0-9._-]{1,100}$/),
    default: null,
    expected: 'letters, digits, dots, hyphens and underscores',
    meaning: 'Put before every topic name, where several installations share a Kafka.',
  },
  REBOND_ROLE: {
    schema: Role,
    default: 'all',
    expected: `one of ${Role.options.join(', ')}`,
    meaning: 'Which part of the work this process does; --role wins.',
  },
  REBOND_SECRET: {
    schema: z.string().min(32),
    default: null,
    expected: 'at least 32 characters',
    meaning: 'Signs the sessions; the same for every process. Without it: one is made and kept in the data folder.',
    hidden: true,
  },
  REBOND_LOG_LEVEL: {
    schema: LogLevel,
    default: 'warn',
    expected: `one of ${LogLevel.options.join(', ')}`,
    meaning: 'Least severe log line that is written.',
  },
  REBOND_DEMO: {
    schema: onOff,
    default: 'on',
    expected: 'on or off',
    meaning: 'Whether the demonstration brands and their fictional evening are there.',
  },
  REBOND_ADMIN_EMAIL: {
    schema: z.email(),
    default: null,
    expected: 'an e-mail address',
    meaning: 'Administrator made on the first start.',
  },
} satisfies Record<string, Setting>;

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
  return some && !all
    ? ['KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD belong together: give all three or none.']
    : [];
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
    dataFolder: values.REBOND_DATA!,
    configFolder: values.REBOND_CONFIG!,
    databaseUrl: values.DATABASE_URL,
    databasePort: values.REBOND_DATABASE_PORT!,
    kafka: toKafka(values),
    topicPrefix: values.REBOND_TOPIC_PREFIX ?? '',
    partitions: { signals: values.REBOND_SIGNALS_PARTITIONS!, mentions: values.REBOND_MENTIONS_PARTITIONS! },
    role: values.REBOND_ROLE!,
    secret: values.REBOND_SECRET,
    logLevel: values.REBOND_LOG_LEVEL!,
    demonstration: values.REBOND_DEMO!,
    adminEmail: values.REBOND_ADMIN_EMAIL,
  };
}

/** The address of a server that listens on a host and port, as a browser on the same machine would call it. */
export function localUrl(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

function toKafka(values: Values): KafkaSettings | null {
  const { KAFKA_BROKERS, KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD } = values;
  if (KAFKA_BROKERS === null) return null;
  const sasl = mechanism && { mechanism, username: KAFKA_SASL_USERNAME!, password: KAFKA_SASL_PASSWORD! };
  return { brokers: KAFKA_BROKERS, ssl: values.KAFKA_SSL!, sasl };
}
