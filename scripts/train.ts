/** Makes a file of the configuration from recorded signals. Prints what was done. */
interface Trainer {
  readonly about: string;
  run(args: string[]): Promise<void>;
}

const TRAINERS: Record<string, Trainer> = {
  frequencies: {
    about: 'how common words are, to config/frequencies.json: [--data ../shared/data] [--out FILE]',
    run: async (args) => (await import('./train/frequencies.ts')).trainFrequencies(args),
  },
  story: {
    about: 'how stories are joined, to config/story.json: [--data ../shared/data] [--out FILE]',
    run: async (args) => (await import('./train/story.ts')).trainStory(args),
  },
  momentum: {
    about: 'what growing likes promise, to config/momentum.json: [--data ../shared/data] [--out FILE]',
    run: async (args) => (await import('./train/momentum.ts')).trainMomentum(args),
  },
  offence: {
    about: 'what offends in posts, to config/offence.json: [--data ../shared/data] [--out FILE] [--words FILE]',
    run: async (args) => (await import('./train/offence.ts')).trainOffence(args),
  },
  window: {
    about: 'how long stories live, to config/window.json: [--data ../shared/data] [--out FILE]',
    run: async (args) => (await import('./train/window.ts')).trainWindow(args),
  },
};

function help(): string {
  const lines = Object.entries(TRAINERS).map(([name, { about }]) => `  ${name.padEnd(13)}${about}`);
  return ['npm run train -- NAME [options]', '', ...lines].join('\n');
}

const [name = '--help', ...args] = process.argv.slice(2);
const trainer = TRAINERS[name];
if (trainer) {
  await trainer.run(args);
} else {
  const asked = name === '--help' || name === '-h';
  process.stdout.write(asked ? `${help()}\n` : `There is nothing called ${name} to train.\n\n${help()}\n`);
  if (!asked) process.exitCode = 2;
}
