import { z } from 'zod';

/** Which part of the work this process does. */
export const Role = z.enum(['all', 'api', 'match', 'detect']);
export type Role = z.infer<typeof Role>;

const SaslMechanism = z.enum(['plain', 'scram-sha-256', 'scram-sha-512']);
export type SaslMechanism = z.infer<typeof SaslMechanism>;
const LogLevel = z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']);
export type LogLevel = z.infer<typeof LogLevel>;

const whole = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to));
const port = whole(0, 65_535);
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on');
const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const broker = z.string().regex(/^[^\s:,/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/);
const proxies = z
  .string()
  .transform((list) => list.split(',').map((entry) => entry.trim()))
  .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).min(1));
const brokers = z.string().transform((list) => list.split(',').map((entry) => entry.trim()));

export interface Setting {
  readonly schema: z.ZodType;
  /** As it would be written; null where there is none. */
  readonly default: string | null;
  readonly expected: string;
  readonly meaning: string;
  /** Never shown, not even in an error. */
  readonly hidden?: boolean;
}

/** Every setting there is. The help text and the README are made from this table. */
export const SETTINGS = {
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
  REBOND_TRUSTED_PROXIES: {
    schema: proxies,
    default: null,
    expected: 'addresses or networks such as 10.0.0.4 or 10.0.0.0/8, several with commas between',
    meaning:
      'Proxies before Rebond whose X-Forwarded-For is believed. Without it: limits count all behind one as one address.',
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
  KAFKA_SSL_CA: {
    schema: z.string(),
    default: null,
    expected: 'a PEM file',
    meaning: 'File with the certificates that vouch for the brokers. Without it: those that Node knows.',
  },
  KAFKA_SSL_CERT: {
    schema: z.string(),
    default: null,
    expected: 'a PEM file',
    meaning: 'File with our own certificate, where brokers ask for one.',
  },
  KAFKA_SSL_KEY: {
    schema: z.string(),
    default: null,
    expected: 'a PEM file',
    meaning: 'File with the key of our certificate; belongs to KAFKA_SSL_CERT.',
  },
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
  REBOND_METRICS_TOKEN: {
    schema: z.string().min(16),
    default: null,
    expected: 'at least 16 characters',
    meaning: 'Bearer token by which Prometheus on another machine reads /metrics.',
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
  REBOND_LOOKBACK_SIGNALS: {
    schema: whole(0, 100_000_000),
    default: '100000',
    expected: 'a number from 0 to 100000000',
    meaning: 'Signals kept a day for trying out rules: where there are more, an even sample. Mentions are all kept.',
  },
  REBOND_LOOKBACK_DAYS: {
    schema: whole(1, 366),
    default: '14',
    expected: 'a number from 1 to 366',
    meaning: 'Days for which signals and mentions are kept for trying out rules.',
  },
  REBOND_LOOKBACK_GIGABYTES: {
    schema: whole(1, 10_000),
    default: '8',
    expected: 'a number from 1 to 10000',
    meaning: 'Space that they may take; the oldest days go first.',
  },
  REBOND_FREE_MEGABYTES: {
    schema: whole(64, 1_000_000),
    default: '256',
    expected: 'a number from 64 to 1000000',
    meaning: 'Signals are refused while less is free where the embedded database lies.',
  },
  REBOND_PRIVATE_ADDRESSES: {
    schema: onOff,
    default: 'off',
    expected: 'on or off',
    meaning: 'Whether feeds and webhooks may lie on this machine or in a private network, on any port.',
  },
  REBOND_SMTP_URL: {
    schema: z.string().regex(/^smtps?:\/\/\S+$/),
    default: null,
    expected: 'an address such as smtps://user:password@mail.example:465',
    meaning: 'Server that mail is handed to. Without it: no channel by e-mail.',
    hidden: true,
  },
  REBOND_MAIL_FROM: {
    schema: z.string().regex(/^([^<>"\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
    default: null,
    expected: 'an address such as rebond@brand.example or Rebond <rebond@brand.example>',
    meaning: 'Who mail is from; belongs to REBOND_SMTP_URL.',
  },
  REBOND_WRITER_URL: {
    schema: address,
    default: null,
    expected: 'an http(s) address such as https://models.example/v1',
    meaning: 'Endpoint whose /chat/completions suggests words; it may be a private one. Without it: templates only.',
  },
  REBOND_WRITER_KEY: {
    schema: z.string().regex(/^[\x21-\x7e]+$/),
    default: null,
    expected: 'a key without spaces',
    meaning: 'Key for the endpoint.',
    hidden: true,
  },
  REBOND_WRITER_MODEL: {
    schema: z.string().max(200),
    default: null,
    expected: 'a name',
    meaning: 'Name of the model; belongs to REBOND_WRITER_URL.',
  },
  REBOND_WRITER_BUDGET: {
    schema: whole(0, 1_000_000_000),
    default: '200000',
    expected: 'a number from 0 to 1000000000',
    meaning: 'Tokens that the model may use a day, of all brands together. When they are used, templates go on.',
  },
  REBOND_EMBEDDER_URL: {
    schema: address,
    default: null,
    expected: 'an http(s) address such as https://models.example/v1',
    meaning:
      'Endpoint whose /embeddings tells what texts are close to a topic; it may be a private one. Without it: by words.',
  },
  REBOND_EMBEDDER_KEY: {
    schema: z.string().regex(/^[\x21-\x7e]+$/),
    default: null,
    expected: 'a key without spaces',
    meaning: 'Key for that endpoint.',
    hidden: true,
  },
  REBOND_EMBEDDER_MODEL: {
    schema: z.string().max(200),
    default: null,
    expected: 'a name',
    meaning: 'Name of the model; belongs to REBOND_EMBEDDER_URL.',
  },
} satisfies Record<string, Setting>;
