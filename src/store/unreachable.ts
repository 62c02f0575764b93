const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
]);

/** Shutting down, crashed, starting up, too many connections; a full disk and a held table come and go like them. */
const SERVER = new Set(['57P01', '57P02', '57P03', '57P05', '53300', '53100', '53200', '25P03', '55P03']);

const LOST =
  /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|not queryable|Client was closed/i;

/** Whether an error means that the database is out of reach for now, so that trying again makes sense. */
export function isUnreachable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { errors } = error as Partial<AggregateError>;
  if (Array.isArray(errors)) return errors.some(isUnreachable);
  const code = codeOf(error);
  return NETWORK.has(code) || SERVER.has(code) || code.startsWith('08') || LOST.test(messageOf(error));
}

/** One plain sentence about why the database cannot be used: where it is, what went wrong, what to do. */
export function databaseSentence(error: unknown, url: string): string {
  const where = addressOf(url);
  const code = codeOf(error);
  if (code === '28P01' || code === '28000') {
    return `PostgreSQL at ${where} refuses the user name or password of DATABASE_URL: correct it.`;
  }
  if (code === '3D000') return `PostgreSQL at ${where} has no such database: create it, or correct DATABASE_URL.`;
  if (code === '53300')
    return `PostgreSQL at ${where} has no connection left: raise max_connections or run fewer processes.`;
  if (code === '53100') return `The disk of PostgreSQL at ${where} is full: make room, Rebond then goes on by itself.`;
  if (code === '55P03') {
    return `The tables of PostgreSQL at ${where} are held by somebody else, a back-up or another Rebond that starts: they are brought up to date after that.`;
  }
  if (isUnreachable(error)) {
    return `PostgreSQL at ${where} does not answer (${messageOf(error)}): check that it runs and that DATABASE_URL is right.`;
  }
  return `PostgreSQL at ${where} cannot be used: ${messageOf(error)}.`;
}

function addressOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'the address in DATABASE_URL, which is not a valid address,';
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

function messageOf(error: unknown): string {
  const { errors, message } = Object(error) as Partial<AggregateError>;
  if (Array.isArray(errors) && errors.length > 0) return messageOf(errors[0]);
  return message ?? String(error);
}
