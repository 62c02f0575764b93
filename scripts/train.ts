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
