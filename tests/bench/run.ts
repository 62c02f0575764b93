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
  lookback: {
    about:
      'rules tried on the past: latency, honesty, size and cost of keeping: [--signals N] [--data FOLDER] [--runs N]',
    run: async (args) => (await import('./lookback.ts')).benchLookback(args),
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
  days: {
    about: 'what detection keeps in simulated days of a new story every minute: [--days N] [--rate POSTS A SECOND]',
    run: async (args) => (await import('./days.ts')).benchDays(args),
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
  crisis: {
    about:
      'how soon the gate closes on crises and how often on harmless streams: [--crisis FILE] [--quiet FILE] [--sections WORDS] [--closings FILE]',
    run: async (args) => (await import('./crisis.ts')).benchCrisis(args),
  },
  gate: {
    about: 'the verdict over time in scenarios: --in SCENARIOS.ndjson --out RESULTS.ndjson',
    run: async (args) => (await import('./gate.ts')).benchGate(args),
  },
  suggest: {
    about:
      'what the template writer suggests for the stories of a recording, else of the demonstration: [--in FILE] [--count N]',
    run: async (args) => (await import('./suggest.ts')).benchSuggest(args),
  },
  limits: {
    about: 'texts as platforms count them: --in CASES.ndjson --out RESULTS.ndjson',
    run: async (args) => (await import('./limits.ts')).benchLimits(args),
  },
  live: {
    about:
      'the whole product, from the intake’s answer to the frame on a socket: [--rate N] [--seconds N] [--consoles N]',
    run: async (args) => (await import('./live.ts')).benchLive(args),
  },
  feed: {
    about:
      'frames a second of the live feed in a browser while cards change: [--cards 2000] [--rate 20] [--seconds 30] [--runs 3]',
    run: async (args) => (await import('./newsroom/feed.ts')).benchFeed(args),
  },
  frames: {
    about: 'from a committed change to the screen of a browser: [--cards 200] [--changes 400] [--rate 20] [--runs 3]',
    run: async (args) => (await import('./newsroom/frames.ts')).benchFrames(args),
  },
  'first-screen': {
    about: 'from the start of the navigation to the first card, cold: [--cards 200] [--loads 10] [--runs 3]',
    run: async (args) => (await import('./newsroom/first-screen.ts')).benchFirstScreen(args),
  },
  newcomer: {
    about: 'clicks and seconds of a new user from start and sign-in link to the first decision: [--runs 3]',
    run: async (args) => (await import('./newsroom/newcomer.ts')).benchNewcomer(args),
  },
  consoles: {
    about:
      'many consoles on one process: change to last client, memory, 500 that come back: [--consoles 2000] [--changes 300] [--rate 5]',
    run: async (args) => (await import('./newsroom/consoles.ts')).benchConsoles(args),
  },
  soak: {
    about: 'the whole product for hours: memory, handles, folder a minute: [--rate 300] [--minutes 120] [--warmup 20]',
    run: async (args) => (await import('./soak.ts')).benchSoak(args),
  },
  crash: {
    about:
      'kill -9 at random moments of a recording: [--file FILE] [--limit N] [--kills N] [--log postgres|kafka] [--seed N]',
    run: async (args) => (await import('./crash.ts')).benchCrash(args),
  },
  publishing: {
    about:
      'territories published while signals flow through Kafka and two match processes: [--rate 2000] [--seconds 60] [--publications 50]',
    run: async (args) => (await import('./publishing.ts')).benchPublishing(args),
  },
  throughput: {
    about:
      'signals/s through Kafka with one and two match processes, then signal to frame at a rate and in a burst: [--signals 200000] [--queries 1000] [--rate 2000] [--seconds 60] [--burst 10] [--file FILE]',
    run: async (args) => (await import('./throughput.ts')).benchThroughput(args),
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
  forecast: {
    about:
      'alerts a day foretold for 20 changed rules from the first days of a recording, against a replay of the rest: [--data FILE] [--from DAY] [--days N] [--first N]',
    run: async (args) => (await import('./replay/forecast.ts')).benchForecast(args),
  },
  'lookback-replay': {
    about: 'a kept day replayed under a territory and changed copies of it: [--data FILE] [--brand ID] [--signals N]',
    run: async (args) => (await import('./replay/replay-day.ts')).benchReplay(args),
  },
};

function help(): string {
  const lines = Object.entries(BENCHES).map(([name, { about }]) => `  ${name.padEnd(14)}${about}`);
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
