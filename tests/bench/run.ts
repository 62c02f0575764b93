/** A measurement: prints JSON lines, and asserts nothing about time. */
interface Bench {
  readonly about: string;
  run(args: string[]): Promise<void> | void;
}

const BENCHES: Record<string, Bench> = {
  match: {
    about:
      'stored queries against documents: --queries FILE --docs FILE [--limit N] [--warmup N] [--runs N] [--matches FILE]',
    run: async (args) => (await import('./match.ts')).benchMatch(args),
  },
  fuzz: {
    about: 'random queries through lexer and parser, and posts made to be slow: [--runs 1000000] [--seed N]',
    run: async (args) => (await import('./fuzz.ts')).benchFuzz(args),
  },
  growth: {
    about:
      'how the cost of matching grows with queries, texts and matches: --docs FILE --queries FILE [--limit N] [--out FOLDER]',
    run: async (args) => (await import('./growth.ts')).benchGrowth(args),
  },
  territories: {
    about: 'pauses while territories change and signals come: [--queries N] [--brands N] [--changes N] [--seed N]',
    run: async (args) => (await import('./territories.ts')).benchTerritories(args),
  },
  hop: {
    about:
      'raw signals to mentions with 1,000 queries, stage by stage: --queries FILE [FILE …] [--limit N] [--threads N] [--runs N]',
    run: async (args) => (await import('./hop.ts')).benchHop(args),
  },
  burst: {
    about:
      'bursts in counts, as the judges read them: --data FOLDER --out FILE [--trace FILE] [--events] [--sensitivity low|normal|high]',
    run: async (args) => (await import('./burst.ts')).benchBurst(args),
  },
  detect: {
    about: 'what each processor takes of one core with two brands, no transport: [FILE …] [--limit N]',
    run: async (args) => (await import('./detect.ts')).benchDetect(args),
  },
  story: {
    about: 'recorded signals into stories: --signals FILE --out FILE [--arrival FILE] [--live N] [--model FILE]',
    run: async (args) => (await import('./story.ts')).benchStory(args),
  },
  momentum: {
    about:
      'posts whose likes will grow large, called early, against their growth rate alone: [--data FILE] [--part held|dev|all]',
    run: async (args) => (await import('./momentum.ts')).benchMomentum(args),
  },
  window: {
    about:
      'time left and phase of the curves that the judge dumps: --curves FILE [--out FILE] [--folds] [--kind posts|news|item] [--model FILE]',
    run: async (args) => (await import('./window.ts')).benchWindow(args),
  },
  safety: {
    about: 'posts, one a line, to event types, severity and offence: --in FILE --out FILE [--model FILE]',
    run: async (args) => (await import('./safety.ts')).benchSafety(args),
  },
  gate: {
    about: 'the verdict over time in scenarios: --in SCENARIOS.ndjson --out RESULTS.ndjson',
    run: async (args) => (await import('./gate.ts')).benchGate(args),
  },
  live: {
    about:
      'the whole product, from the intake’s answer to the frame on a socket: [--rate N] [--seconds N] [--consoles N]',
    run: async (args) => (await import('./live.ts')).benchLive(args),
  },
  crash: {
    about:
      'kill -9 at random moments of a recording: [--file FILE] [--limit N] [--kills N] [--log postgres|kafka] [--seed N]',
    run: async (args) => (await import('./crash.ts')).benchCrash(args),
  },
  log: {
    about: 'appends and reads through the PostgreSQL log: [RECORDS] [PARTITIONS]',
    run: async (args) => (await import('./log.ts')).benchLog(args),
  },
  'kafka-log': {
    about: 'appends and reads through Kafka',
    run: async (args) => (await import('./kafka-log.ts')).benchKafkaLog(args),
  },
  feeds: {
    about: 'share of a set of feeds that are read as their authors meant: [ARCHIVE] [--verbose]',
    run: async (args) => (await import('./feeds.ts')).benchFeeds(args),
  },
};

function help(): string {
  const lines = Object.entries(BENCHES).map(([name, { about }]) => `  ${name.padEnd(11)}${about}`);
  return ['npm run bench -- NAME [options]', '', ...lines].join('\n');
}

const [name = '--help', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) {
  try {
    await bench.run(args);
  } catch (error) {
    process.stderr.write(`${name}: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
} else {
  const asked = name === '--help' || name === '-h';
  process.stdout.write(asked ? `${help()}\n` : `There is no bench ${name}.\n\n${help()}\n`);
  if (!asked) process.exitCode = 2;
}
