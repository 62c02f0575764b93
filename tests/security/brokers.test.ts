import { open as openFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { pino } from 'pino';
import { runCommand } from '../../scripts/kafka/command.ts';
import { freePort } from '../../scripts/kafka/ports.ts';
import { createTransport } from '../../src/app/transport.ts';
import { readEnvironment } from '../../src/settings/env.ts';
import type { Transport } from '../../streams/transport/transport.ts';
import { describeWithOwnBroker } from '../support/kafka.ts';
import { createTestBroker, type TestBroker } from '../support/own-broker.ts';
import { TEST_LIMIT, read, recordOf, topicOf, until } from '../support/reading.ts';

jest.setTimeout(TEST_LIMIT);

const PASSWORD = 'only-for-this-test';
const OWN = /ssl\/tls alert [a-z ]+ \(the broker asks for a certificate that it knows: KAFKA_SSL_CERT\)/;

/** Two authorities that know nothing of each other, a broker's certificate by one of them, a client's by each. */
async function makeCertificates(folder: string): Promise<void> {
  const ssl = (...args: string[]) => runCommand('openssl', args);
  const at = (name: string) => join(folder, name);
  await writeFile(at('san'), 'subjectAltName=IP:127.0.0.1\n');
  for (const ca of ['ours', 'theirs']) {
    const self = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${ca}`];
    await ssl(...self, '-keyout', at(`${ca}.key`), '-out', at(`${ca}.pem`));
  }
  for (const [name, ca] of [
    ['broker', 'ours'],
    ['client', 'ours'],
    ['stranger', 'theirs'],
  ] as const) {
    const asked = ['req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`];
    await ssl(...asked, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
    const by = ['-CA', at(`${ca}.pem`), '-CAkey', at(`${ca}.key`), '-CAcreateserial', '-days', '2'];
    await ssl('x509', '-req', '-in', at(`${name}.csr`), '-out', at(`${name}.pem`), ...by, '-extfile', at('san'));
  }
  const pair = ['-in', at('broker.pem'), '-inkey', at('broker.key'), '-passout', `pass:${PASSWORD}`];
  await ssl('pkcs12', '-export', ...pair, '-out', at('broker.p12'));
  const trust = ['-storetype', 'PKCS12', '-keystore', at('trust.p12'), '-storepass', PASSWORD];
  await runCommand('keytool', ['-importcert', '-noprompt', '-alias', 'ours', '-file', at('ours.pem'), ...trust]);
}

const propertiesOf = (folder: string): string[] => [
  ...['ssl.keystore.type=PKCS12', `ssl.keystore.location=${join(folder, 'broker.p12')}`],
  ...[`ssl.keystore.password=${PASSWORD}`, `ssl.key.password=${PASSWORD}`],
  ...['ssl.truststore.type=PKCS12', `ssl.truststore.location=${join(folder, 'trust.p12')}`],
  ...[`ssl.truststore.password=${PASSWORD}`, 'listener.name.keys.ssl.client.auth=required'],
];

describeWithOwnBroker('A Kafka with keys, and one whose disk has gone bad', () => {
  let folder: string;
  let broker: TestBroker;
  let port: number;
  const opened: Transport[] = [];
  const lines: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebond-keys-'));
    await makeCertificates(folder);
    port = await freePort();
    broker = await createTestBroker({
      guarded: {
        user: { name: 'nobody', password: PASSWORD },
        properties: propertiesOf(folder),
        listeners: [{ name: 'KEYS', protocol: 'SSL', port }],
      },
    });
  }, 240_000);
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
    lines.length = 0;
  });
  afterAll(async () => {
    await broker?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the product makes it of its settings; the database is asked nothing. */
  function transportOf(kafka: Readonly<Record<string, string>>): Transport {
    const read = readEnvironment({ KAFKA_BROKERS: `127.0.0.1:${String(port)}`, REBOND_DEMO: 'off', ...kafka });
    if ('errors' in read) throw new Error(read.errors.join('\n'));
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const transport = createTransport({ settings: read.settings, database: {} as never, log, clock: Date.now });
    opened.push(transport);
    return transport;
  }
  const keys = (ca: string, own?: string) =>
    transportOf({
      ...{ KAFKA_SSL: 'on', KAFKA_SSL_CA: join(folder, `${ca}.pem`) },
      ...(own && { KAFKA_SSL_CERT: join(folder, `${own}.pem`), KAFKA_SSL_KEY: join(folder, `${own}.key`) }),
    });

  it('takes and gives records to whoever has a certificate of its authority', async () => {
    const topic = topicOf(1);
    const transport = keys('ours', 'client');
    await transport.prepare([topic]);
    await transport.append(topic, [recordOf('a', 'with a key')]);
    const reading = await read(transport, topic);
    await until('it is read', () => reading.records.length === 1);
    expect([reading.texts(), reading.consumer.healthy()]).toEqual([['with a key'], true]);
  });

  it.each([
    ['a broker whose authority is another', 'theirs', 'client', /nobody vouches for the broker: KAFKA_SSL_CA/],
    ['no certificate of our own', 'ours', undefined, OWN],
    ['a certificate of an authority that it does not know', 'ours', 'stranger', OWN],
  ] as const)('is not talked to, and why is said: %s', async (_, ca, own, why) => {
    const transport = keys(ca, own);
    const prepared = transport.prepare([topicOf(1)]);
    prepared.catch(() => undefined);
    await until('it is said', () => lines.some((line) => why.test(line)));
    await transport.close();
    await expect(prepared).rejects.toThrow(why);
  });

  it('says which file of keys is not there', () => {
    expect(() => keys('nobody', 'client')).toThrow(
      /KAFKA_SSL_CA: the file .*nobody\.pem cannot be read: it is not there/,
    );
  });

  /** Changes bytes of a topic's log where it lies, at the place of a mark. */
  async function spoil(topic: string, change: (log: Buffer) => readonly [at: number, byte: number]): Promise<void> {
    const file = join(broker.folder, 'data', `${topic}-0`, '00000000000000000000.log');
    const [at, byte] = change(await readFile(file));
    const handle = await openFile(file, 'r+');
    await handle.write(Buffer.of(byte), 0, 1, at);
    await handle.close();
  }

  /** Where the batches begin: first offset 8, length 4, then as many bytes. */
  function batchesOf(log: Buffer): number[] {
    const found: number[] = [];
    for (let at = 0; at + 12 < log.length; at += 12 + log.readInt32BE(at + 8)) found.push(at);
    return found;
  }
  const ATTRIBUTES = 22;
  const PAYLOAD = 61;

  it.each([
    ['bytes that are not what their codec says', (at: number) => [at + PAYLOAD, 0] as const, /marked as gzip cannot/],
    ['a codec that nobody knows', (at: number) => [at + ATTRIBUTES, 6] as const, /codec 6 cannot .* not known/],
  ])('lays a batch aside that has %s, record by record, and goes on', async (_, change, why) => {
    const topic = topicOf(1);
    const transport = transportOf({ KAFKA_BROKERS: broker.address() });
    await transport.prepare([topic]);
    for (const part of ['one', 'two', 'three']) {
      await transport.append(topic, [recordOf('a', `${part} a`), recordOf('b', `${part} b`)]);
    }
    await spoil(topic.name, (log) => change(batchesOf(log)[1]!));
    const reading = await read(transport, topic, { group: 'spoilt' });
    await until('all are read', () => reading.records.length === 6);
    expect(reading.records.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4, 5]);
    const texts = reading.texts();
    expect([texts.slice(0, 2), texts.slice(4)]).toEqual([
      ['one a', 'one b'],
      ['three a', 'three b'],
    ]);
    expect(texts.slice(2, 4)).toEqual([expect.stringMatching(why), expect.stringMatching(why)]);
    expect(reading.consumer.healthy()).toBe(true);
  });
});
