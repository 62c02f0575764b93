#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import type { Installation } from './app/installation.ts';
import { Refusal } from './app/refusal.ts';
import { backup, restore } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { explainText } from './commands/explain.ts';
import { withStores } from './commands/open-stores.ts';
import { query } from './commands/query.ts';
import { listRejected, replayRejected } from './commands/rejected.ts';
import { replay, type ReplayOptions } from './commands/replay.ts';
import { exportTerritories, importTerritories } from './commands/territories.ts';
import { addToken, addUser, linkUser, listTokens, listUsers, revokeToken } from './commands/user.ts';
import { localUrl, readEnvironment, type Settings } from './settings/env.ts';

const HELP = `Rebond: commands.

  rebond replay FILE [--speed 1|60|max] [--limit N] [--brands a,b] [--json] [--log memory|postgres|kafka]
      Runs a recording (NDJSON or .gz) through the processors, without a server. Prints every change of an opportunity
      as a JSON line, and a summary to standard error (as JSON with --json).
  rebond check [--signals FILE [--limit N]]
      Checks the configuration folder: every error at once, as file:line:column; then what is doubtful in the queries,
      with a recording also what is by its signals.
  rebond query TEXT [--territory FILE|BRAND] [--signals FILE [--limit N]] [--lang en|fr]
      Says how a query is read, with every error at its place; with a recording also what it finds there.
  rebond explain FILE|BRAND [--text TEXT] [--title TITLE] [--signal FILE] [--topic ID] [--lang en|fr]
      Says for each topic of a territory why a text lies in it, or what keeps it out. --signal: one signal as JSON.
  rebond export [BRAND …] [--to FOLDER]
      Writes live territories as YAML, the same as in config/territories.
  rebond import FILE …
      Publishes territories from YAML.
  rebond user add EMAIL [--name NAME] [--password PASSWORD] --role ROLE[@BRAND] [--role …]
  rebond user list
  rebond user link EMAIL
      Makes a user, lists them, or gives a fresh one-time sign-in link.
  rebond token add LABEL [--brand BRAND | --signed] [--days N]
  rebond token list
  rebond token revoke ID
      Makes a token for POST /api/signals, or with --brand one that reads that brand; --signed shows the secret to
      sign requests by instead of it. Lists them, or revokes one.
  rebond rejected list [PLACE …] [--reason TEXT] [--limit N] [--json]
  rebond rejected replay [PLACE …] [--reason TEXT] [--limit N]
      Lists records that were refused, with their reasons; or lays them in the log again after a fix, each once.
  rebond backup FILE
      Writes all that is in the database at one moment into a file, while the product runs or not.
  rebond restore FILE
      Makes the database of an empty data folder (REBOND_DATA) from a back-up.

Settings come from the environment, as for the product itself: npm start -- --help`;

const out = (text: string): void => void process.stdout.write(text);
const outLine = (line: string): void => out(`${line}\n`);
const errLine = (line: string): void => void process.stderr.write(`${line}\n`);
const clock = (): number => Date.now();

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  speed: { type: 'string' },
  limit: { type: 'string' },
  brands: { type: 'string' },
  json: { type: 'boolean' },
  log: { type: 'string' },
  to: { type: 'string' },
  signals: { type: 'string' },
  territory: { type: 'string' },
  lang: { type: 'string' },
  text: { type: 'string' },
  title: { type: 'string' },
  signal: { type: 'string' },
  topic: { type: 'string' },
  name: { type: 'string' },
  password: { type: 'string' },
  role: { type: 'string', multiple: true },
  brand: { type: 'string' },
  days: { type: 'string' },
  signed: { type: 'boolean' },
  reason: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || command === 'help') return outLine(HELP);
  const settings = readSettings();
  const logger = pino({ level: settings.logLevel, name: 'rebond' }, pino.destination({ fd: 2, sync: true }));
  const stores = <Result>(work: Parameters<typeof withStores<Result>>[3]) => withStores(settings, logger, clock, work);
  const shell = { settings, log: logger, clock, out: outLine };
  switch (command) {
    case 'replay':
      return replay(replayOptions(rest, values), { settings, clock, logger, out: outLine, err: errLine });
    case 'check':
      return check(settings.configFolder, { ...readingOptions(values), out: outLine });
    case 'query':
      return query({
        text: only(rest, 'rebond query takes one text, in quotes: rebond query \'"dark chocolate" OR praline*\''),
        configFolder: settings.configFolder,
        ...readingOptions(values),
        out: outLine,
      });
    case 'explain':
      return explainText({
        ...values,
        territory: only(rest, 'rebond explain takes one territory: rebond explain maison-sorbier --text "…"'),
        configFolder: settings.configFolder,
        ...readingOptions(values),
        out: outLine,
      });
    case 'export':
      return stores((all) => exportTerritories(all, { brands: rest, folder: values.to ?? null, out }));
    case 'import':
      if (rest.length === 0)
        throw new Refusal('rebond import needs a file: rebond import config/territories/brand.yaml');
      return stores((all) => importTerritories(all, { files: rest, author: 'rebond import', out }));
    case 'user':
      return stores((all) => runUser(rest, values, all, settings));
    case 'token':
      return stores(({ accounts }) => runToken(rest, values, accounts));
    case 'backup':
      return backup(only(rest, 'rebond backup takes one file: rebond backup FILE'), shell);
    case 'restore':
      return restore(only(rest, 'rebond restore takes one file: rebond restore FILE'), shell);
    case 'rejected':
      return stores((all) => runRejected(rest, values, all));
    default:
      throw new Refusal(`There is no command ${command}; rebond --help lists them all.`);
  }
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${(error as Error).message} (rebond --help lists everything)`);
  }
}

function readSettings(): Settings {
  const read = readEnvironment();
  if ('errors' in read) throw new Refusal(read.errors.join('\n'));
  return read.settings;
}

function only([one, ...more]: readonly string[], otherwise: string): string {
  if (one === undefined || more.length > 0) throw new Refusal(otherwise);
  return one;
}

/** What the commands that read queries have in common. */
function readingOptions({ territory, signals, limit, lang = 'en' }: Values) {
  if (lang !== 'en' && lang !== 'fr') throw new Refusal(`--lang ${lang}: sentences are said in en or fr.`);
  return {
    ...(territory !== undefined && { territory }),
    ...(signals !== undefined && { signals }),
    ...(limit !== undefined && { limit: readLimit(limit) }),
    speech: lang,
    clock,
  } as const;
}

function readLimit(text: string | undefined, of = 'signals'): number {
  const limit = text === undefined ? Infinity : Number(text);
  if (!(limit >= 1)) throw new Refusal(`--limit ${text}: expected a number of ${of} from 1.`);
  return limit;
}

function replayOptions(rest: readonly string[], values: Values): ReplayOptions {
  const [file] = rest;
  if (file === undefined || rest.length > 1) throw new Refusal('rebond replay takes one file: rebond replay FILE');
  const speed = values.speed ?? 'max';
  if (speed !== 'max' && !(Number(speed) > 0))
    throw new Refusal(`--speed ${speed}: expected a number such as 1 or 60, or max.`);
  const limit = readLimit(values.limit);
  const log = values.log ?? 'memory';
  if (log !== 'memory' && log !== 'postgres' && log !== 'kafka') {
    throw new Refusal(`--log ${log}: expected memory, postgres or kafka.`);
  }
  const brands =
    values.brands
      ?.split(',')
      .map((brand) => brand.trim())
      .filter(Boolean) ?? [];
  return { file, speed: speed === 'max' ? 'max' : Number(speed), limit, brands, json: values.json ?? false, log };
}

async function runUser(
  [action, email]: readonly string[],
  values: Values,
  stores: Parameters<typeof addUser>[0],
  settings: Settings,
): Promise<void> {
  const { accounts } = stores;
  if (action === 'list') return listUsers(accounts, outLine);
  if (email === undefined)
    throw new Refusal('rebond user add EMAIL --role ROLE, rebond user link EMAIL, or rebond user list');
  if (action === 'link') {
    const url = settings.publicUrl ?? localUrl(settings.host, settings.port);
    return linkUser(accounts, email, url, outLine);
  }
  if (action !== 'add') throw new Refusal(`rebond user ${action ?? ''}: expected add, link or list.`);
  const roles = values.role ?? [];
  if (roles.length === 0) throw new Refusal('Give the user a role: --role viewer, or --role editor@maison-sorbier');
  return addUser(stores, { email, name: values.name ?? null, password: values.password ?? null, roles }, outLine);
}

async function runToken(
  [action, what]: readonly string[],
  { brand, days, signed = false }: Values,
  accounts: Parameters<typeof addToken>[0],
): Promise<void> {
  if (action === 'list') return listTokens(accounts, outLine);
  if (what === undefined || (action !== 'add' && action !== 'revoke')) {
    throw new Refusal(
      'rebond token add LABEL (say what the token is for), rebond token list, or rebond token revoke ID',
    );
  }
  if (action === 'revoke') return revokeToken(accounts, what, outLine);
  const lasts = days === undefined ? null : Number(days);
  if (lasts !== null && !(Number.isInteger(lasts) && lasts >= 1 && lasts <= 3_650))
    throw new Refusal(`--days ${days ?? ''}: expected a number of days from 1 to 3650.`);
  return addToken(accounts, { label: what, brand: brand ?? null, days: lasts, signed }, outLine);
}

async function runRejected(
  [action, ...places]: readonly string[],
  { reason, limit, json }: Values,
  installation: Installation,
): Promise<void> {
  const shell = { ...installation, out: outLine };
  const choice = { places, reason: reason ?? null, limit: readLimit(limit, 'records') };
  if (action === 'list') return listRejected(shell, choice, json ?? false);
  if (action === 'replay') return replayRejected(shell, choice);
  throw new Refusal(`${['rebond rejected', action].join(' ').trim()}: expected list or replay.`);
}

// Whoever reads along may have seen enough: rebond query … | head
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await main();
} catch (error) {
  const known = error instanceof Refusal || (error as Error).name.endsWith('Error');
  errLine(known ? (error as Error).message : String(error));
  process.exitCode = 1;
}
