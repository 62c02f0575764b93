import type { Logger } from 'pino';

/** Milliseconds between two tries, at most: a broker that is back should not wait for us. */
const MAX_BACK_OFF = 2000;
/** Tries between two lines in the log of one outage: half a minute or more. */
export const SAY_EVERY = 15;

/** A connection that is made when it is needed and made anew after `forget`. */
export interface Session<T> {
  use<R>(work: (client: T) => Promise<R>, isKept?: (error: unknown) => boolean): Promise<R>;
  end(): Promise<void>;
}

export function createSession<T extends { disconnect(): Promise<void> }>(connect: () => Promise<T>): Session<T> {
  let current: Promise<T> | null = null;
  const forget = async (session: Promise<T> | null): Promise<void> => {
    if (session !== null && current === session) current = null;
    await session?.then((client) => client.disconnect()).catch(() => undefined);
  };
  return {
    async use(work, isKept = () => false) {
      const session = (current ??= connect());
      const client = await session.catch((error: unknown) => {
        void forget(session);
        throw error;
      });
      try {
        return await work(client);
      } catch (error) {
        if (!isKept(error)) void forget(session);
        throw error;
      }
    },
    end: () => forget(current),
  };
}

export const nameOfError = (error: unknown): string => (error instanceof Error ? error.name : '');
export const typeOfError = (error: unknown): string => String((error as { type?: unknown } | null)?.type);
export const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | null)?.cause ?? null;

/** What OpenSSL says around the words, and what to do about some of them. */
const OPENSSL = /[\dA-F]+:error:[\dA-F]+:SSL routines:\w*:|:\.\.\/deps\S*:\d+:SSL alert number \d+\s*/g;
const CERTIFICATE_HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /alert (?:bad certificate|certificate|unknown ca)/,
    'the broker asks for a certificate that it knows: KAFKA_SSL_CERT',
  ],
  [/self.signed|verify the first|local issuer/, 'nobody vouches for the broker: KAFKA_SSL_CA'],
];

function sentenceOf(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).replaceAll(OPENSSL, '');
  const hint = CERTIFICATE_HINTS.find(([pattern]) => pattern.test(said))?.[1];
  return hint === undefined ? said : `${said} (${hint})`;
}

/** What a broker or the client means to say again, however often it is asked. */
const FINAL_ERRORS = ['KafkaJSAggregateError', 'KafkaJSSASLAuthenticationError'];

/** Whether an error may pass if one waits: it comes from the client or the network, and is not a refusal. */
export function isTemporary(error: unknown): boolean {
  const cause = causeOf(error);
  if (FINAL_ERRORS.includes(nameOfError(error))) return false;
  if (cause !== null && cause !== error) return isTemporary(cause);
  return nameOfError(error).startsWith('KafkaJS') || nameOfError(error) === 'AggregateError' || hasCode(error);
}

/** Errors of sockets and of name look-ups carry a code. */
const hasCode = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** Tries until it works, the error is not one that passes, or the signal says to stop. */
export async function untilItWorks(
  signal: AbortSignal,
  log: Logger,
  what: string,
  passes: (error: unknown) => boolean,
  work: () => Promise<void>,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await work();
      if (attempt > 0) log.info({ attempt }, 'Kafka answers again');
      return;
    } catch (error) {
      if (!passes(error)) throw error;
      if (signal.aborted)
        throw new Error(`${what}: ${sentenceOf(error)}. The log was closed meanwhile.`, { cause: error });
      const level = attempt % SAY_EVERY === 0 ? 'warn' : 'debug';
      log[level]({ attempt }, `${what}: ${sentenceOf(error)}. It will be tried again.`);
      await rest(Math.min(100 * 2 ** attempt, MAX_BACK_OFF), signal);
    }
  }
}

/** Waits, but not longer than until the signal. */
export function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
