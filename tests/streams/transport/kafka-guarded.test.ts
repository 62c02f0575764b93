import { afterEach, beforeAll, afterAll, expect, it, jest } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { runCommand } from '../../../scripts/kafka/command.ts';
import { freePort } from '../../../scripts/kafka/ports.ts';
import { createKafkaTransport } from '../../../streams/transport/kafka.ts';
import type { KafkaOptions } from '../../../streams/transport/kafka.ts';
import type { Transport } from '../../../streams/transport/transport.ts';
import { describeWithOwnBroker } from '../../support/kafka.ts';
import { createTestBroker, type TestBroker } from '../../support/own-broker.ts';
import { TEST_LIMIT, read, recordOf, topicOf, until } from '../../support/reading.ts';

jest.setTimeout(TEST_LIMIT);

const USER = { name: 'rebond', password: 'only-for-this-test' };
const LOGIN = 'org.apache.kafka.common.security';

/** A certificate that vouches for itself, as a company's own authority would for a broker. */
async function makeCertificate(folder: string): Promise<{ store: string; ca: string }> {
  const [store, ca] = [join(folder, 'broker.p12'), join(folder, 'ca.pem')];
  const common = ['-alias', 'broker', '-keystore', store, '-storepass', USER.password];
  const name = ['-dname', 'CN=127.0.0.1', '-ext', 'SAN=ip:127.0.0.1'];
  await runCommand('keytool', ['-genkeypair', '-keyalg', 'RSA', '-storetype', 'PKCS12', ...name, ...common]);
  await runCommand('keytool', ['-exportcert', '-rfc', '-file', ca, ...common]);
  return { store, ca: await readFile(ca, 'utf8') };
}

function propertiesOf(store: string): string[] {
  const ofDoor = (door: string): string[] => [
    `listener.name.${door}.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256`,
    `listener.name.${door}.plain.sasl.jaas.config=${LOGIN}.plain.PlainLoginModule required user_${USER.name}="${USER.password}";`,
    `listener.name.${door}.scram-sha-256.sasl.jaas.config=${LOGIN}.scram.ScramLoginModule required;`,
  ];
  const keys = ['ssl.keystore.type=PKCS12', `ssl.keystore.location=${store}`, `ssl.keystore.password=${USER.password}`];
  return [...ofDoor('safe'), ...ofDoor('open'), ...keys, `ssl.key.password=${USER.password}`];
}

describeWithOwnBroker('A Kafka that asks who one is', () => {
  let folder: string;
  let broker: TestBroker;
  let ca: string;
  const ports = { safe: 0, open: 0 };
  const opened: Transport[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rebond-guarded-'));
    const made = await makeCertificate(folder);
    ca = made.ca;
    [ports.safe, ports.open] = [await freePort(), await freePort()];
    broker = await createTestBroker({
      guarded: {
        user: USER,
        properties: propertiesOf(made.store),
        listeners: [
          { name: 'SAFE', protocol: 'SASL_SSL', port: ports.safe },
          { name: 'OPEN', protocol: 'SASL_PLAINTEXT', port: ports.open },
        ],
      },
    });
  }, 240_000);
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
  });
  afterAll(async () => {
    await broker?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (door: keyof typeof ports, options: Partial<KafkaOptions>): Transport => {
    const brokers = [`127.0.0.1:${ports[door]}`];
    const transport = createKafkaTransport({ brokers, log: pino({ level: 'silent' }), clock: Date.now, ...options });
    opened.push(transport);
    return transport;
  };
  const sasl = (mechanism: 'plain' | 'scram-sha-256', password = USER.password): Partial<KafkaOptions> => ({
    sasl: { mechanism, username: USER.name, password },
  });

  it('takes and gives records over TLS with its own authority, and by either way to sign in', async () => {
    const topic = topicOf(1);
    const [safe, plain] = [open('safe', { ssl: { ca }, ...sasl('scram-sha-256') }), open('open', sasl('plain'))];
    await safe.prepare([topic]);
    await safe.append(topic, [recordOf('a', 'over TLS')]);
    await plain.append(topic, [recordOf('a', 'in the open')]);
    const readings = [await read(safe, topic), await read(plain, topic)];
    await until('both have read both', () => readings.every(({ records }) => records.length === 2));
    expect(readings.map(({ texts }) => texts())).toEqual(Array(2).fill(['over TLS', 'in the open']));
    expect(readings.every(({ consumer }) => consumer.healthy())).toBe(true);
  });

  it('refuses a wrong password at once, in words', async () => {
    const transport = open('open', sasl('scram-sha-256', 'another'));
    await expect(transport.prepare([topicOf(1)])).rejects.toThrow(/authentication|credentials/i);
  });

  it('is not talked to where nobody vouches for it; why is said', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
    const transport = open('safe', { ssl: true, ...sasl('plain'), log });
    const prepared = transport.prepare([topicOf(1)]);
    prepared.catch(() => undefined);
    await until('the certificate is named', () => lines.some((line) => /self.signed certificate/.test(line)));
    await transport.close();
    await expect(prepared).rejects.toThrow(/self.signed certificate/);
  });
});
