import { pino } from 'pino';
import { startApp } from './app/app.ts';
import { Refusal } from './app/refusal.ts';
import { describeSettings, readEnvironment, Role, type Settings } from './settings/env.ts';

const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
const complain = (sentence: string): void => void process.stderr.write(`${sentence}\n`);

function help(): string {
  const settings = describeSettings().map(
    ({ name, default: fallback, meaning }) =>
      `  ${name.padEnd(28)}${meaning}${fallback === null ? '' : ` [${fallback}]`}`,
  );
  return [
    'Rebond: start the product.',
    '',
    '  npm start                     everything in one process',
    '  npm start -- --role ROLE      one part of it: all, api, match or detect',
    '  npm run rebond -- --help      the commands: replay, check, export, import, user',
    '',
    'Settings come from the environment (default in brackets):',
    ...settings,
  ].join('\n');
}

/** Settings of this run, or null where only help was asked for or something is wrong with them. */
function readSettings(args: readonly string[]): Settings | null {
  if (args.includes('--help') || args.includes('-h')) {
    say(help());
    return null;
  }
  const read = readEnvironment();
  const errors = 'errors' in read ? [...read.errors] : [];
  const asked = args.find((arg) => arg.startsWith('--role='))?.slice(7) ?? args[args.indexOf('--role') + 1];
  const wantsRole = args.some((arg) => arg === '--role' || arg.startsWith('--role='));
  const role = Role.safeParse(asked);
  if (wantsRole && !role.success)
    errors.push(`--role: expected one of ${Role.options.join(', ')}, found "${asked ?? ''}".`);
  const known = args.filter((arg, i) => arg.startsWith('--role') || args[i - 1] === '--role');
  for (const arg of args) if (!known.includes(arg)) errors.push(`${arg} is not an option; --help lists them all.`);
  if (errors.length > 0 || !('settings' in read)) {
    for (const error of errors) complain(error);
    process.exitCode = 2;
    return null;
  }
  for (const warning of read.warnings) complain(warning);
  return wantsRole && role.success ? { ...read.settings, role: role.data } : read.settings;
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  if (!settings) return;
  const log = pino({ level: settings.logLevel, name: 'rebond' }, pino.destination({ fd: 2, sync: true }));
  let stop: () => Promise<void> = async () => {};
  let stopping = false;
  const end = (code: number): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(() => process.exit(code));
  };
  process.once('SIGINT', () => end(0));
  process.once('SIGTERM', () => end(0));
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'an error that nobody expected');
    end(1);
  });
  try {
    const app = await startApp({
      settings,
      log,
      clock: () => Date.now(),
      say,
      broken: (why) => {
        complain(`Rebond stops: ${why}.`);
        end(1);
      },
    });
    stop = () => app.stop();
    if (stopping) return await stop();
    const { signInLink } = await app.ready;
    // One write: whoever reads line by line must not find the first without the second.
    const link = signInLink ? `\nSign in (once, within 15 minutes): ${signInLink}` : '';
    say(`Rebond is ready: ${app.url}${link}`);
  } catch (error) {
    if (stopping) return;
    complain((error as Error).message);
    if (!(error instanceof Refusal)) log.debug({ err: error }, 'why it could not start');
    end(1);
  }
}

await main();
