import { describe, expect, it } from '@jest/globals';
import { describeSettings, localUrl, readEnvironment } from '../../src/settings/env.ts';

const settings = (env: Record<string, string>) => {
  const read = readEnvironment(env);
  if ('errors' in read) throw new Error(read.errors.join('\n'));
  return read.settings;
};

describe('the environment', () => {
  it('may be empty: everything runs on this machine alone', () => {
    expect(settings({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      dataFolder: 'var',
      configFolder: 'config',
      databaseUrl: null,
      databasePort: 0,
      kafka: null,
      topicPrefix: '',
      partitions: { signals: 1, mentions: 4 },
      role: 'all',
      secret: null,
      metricsToken: null,
      logLevel: 'warn',
      demonstration: true,
      adminEmail: null,
      allowPrivate: false,
      smtpUrl: null,
      mailFrom: null,
      writer: null,
      embedder: null,
      lookBack: { signalsPerDay: 100_000, days: 14, bytes: 8 * 2 ** 30 },
      freeFloor: 256 * 2 ** 20,
      trustedProxies: [],
    });
    expect(settings({ REBOND_PORT: ' ', KAFKA_BROKERS: '' })).toEqual(settings({}));
  });

  it('is read in full', () => {
    expect(
      settings({
        REBOND_PUBLIC_URL: 'https://rebond.example/',
        DATABASE_URL: 'postgres://u:p@db:5432/rebond',
        KAFKA_BROKERS: 'one:9092, [::1]:9093',
        KAFKA_SSL: 'on',
        KAFKA_SASL_MECHANISM: 'plain',
        KAFKA_SASL_USERNAME: 'u',
        KAFKA_SASL_PASSWORD: 'p',
        REBOND_ROLE: 'match',
        REBOND_DEMO: 'off',
      }),
    ).toMatchObject({
      publicUrl: 'https://rebond.example',
      kafka: {
        brokers: ['one:9092', '[::1]:9093'],
        ssl: true,
        sasl: { mechanism: 'plain', username: 'u', password: 'p' },
      },
      role: 'match',
      demonstration: false,
    });
  });

  it('has all its errors said at once, without the secrets', () => {
    const read = readEnvironment({
      REBOND_PORT: 'tcp://10.0.0.1:3000',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      KAFKA_BROKERS: 'one,two:9092',
      KAFKA_SASL_USERNAME: 'u',
      REBOND_SECRET: 'short-hunter2',
      REBOND_ROLE: 'king',
    });
    expect(read).toEqual({
      errors: [
        'REBOND_PORT: expected a port from 0 to 65535, found "tcp://10.0.0.1:3000".',
        'DATABASE_URL: expected an address such as postgres://user:password@host:5432/rebond.',
        'KAFKA_BROKERS: expected host:port, several with commas between, found "one,two:9092".',
        'REBOND_ROLE: expected one of all, api, match, detect, found "king".',
        'REBOND_SECRET: expected at least 32 characters.',
        'KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD belong together: give all three or none.',
      ],
    });
  });

  it('names the proxies that are believed, and only such', () => {
    const name = (proxies: string) => readEnvironment({ REBOND_TRUSTED_PROXIES: proxies });
    expect(settings({ REBOND_TRUSTED_PROXIES: '10.0.0.4, 10.1.0.0/16,::1' })).toMatchObject({
      trustedProxies: ['10.0.0.4', '10.1.0.0/16', '::1'],
    });
    for (const wrong of ['proxy.internal', '10.0.0.0/33', '10.0.0.4,', '*']) {
      expect(name(wrong)).toHaveProperty('errors');
    }
  });

  it('may name certificates for Kafka, where TLS is on, and a certificate with its key', () => {
    const tls = { KAFKA_BROKERS: 'one:9092', KAFKA_SSL: 'on' };
    expect(settings({ ...tls, KAFKA_SSL_CA: 'ca.pem' })).toMatchObject({
      kafka: { ssl: { ca: 'ca.pem', cert: null, key: null } },
    });
    expect(readEnvironment({ ...tls, KAFKA_SSL_CERT: 'own.pem' })).toEqual({
      errors: ['KAFKA_SSL_CERT and KAFKA_SSL_KEY belong together: give both or none.'],
    });
    expect(readEnvironment({ KAFKA_BROKERS: 'one:9092', KAFKA_SSL_CA: 'ca.pem' })).toEqual({
      errors: ['KAFKA_SSL_CA, KAFKA_SSL_CERT and KAFKA_SSL_KEY count only with KAFKA_SSL=on.'],
    });
  });

  it('is warned about where a name is misspelt', () => {
    expect(readEnvironment({ REBOND_PROT: '1', HOME: '/x' })).toMatchObject({
      warnings: ['REBOND_PROT is not a setting of Rebond and has no effect; --help lists them all.'],
    });
  });

  it('is described setting by setting, with defaults that are good', () => {
    const table = describeSettings();
    expect(table.map(({ name }) => name)).toContain('REBOND_PORT');
    const defaults = Object.fromEntries(
      table.flatMap(({ name, default: value }) => (value === null ? [] : [[name, value]])),
    );
    expect(settings(defaults)).toEqual(settings({}));
  });

  it('leads to an address that a browser on this machine can open', () => {
    expect([localUrl('127.0.0.1', 1), localUrl('0.0.0.0', 2), localUrl('::1', 3)]).toEqual([
      'http://127.0.0.1:1',
      'http://localhost:2',
      'http://[::1]:3',
    ]);
  });
});
