import { spawn, spawnSync } from 'node:child_process';

/** Names of the programs that are missing on this machine, of those that a broker needs. */
export function missingTools(): string[] {
  return ['java', 'mvn'].filter((tool) => spawnSync(tool, ['-version'], { stdio: 'ignore' }).error !== undefined);
}

/** Runs a program to its end. Throws with the end of what it said where it does not end with 0. */
export async function runCommand(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-2000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`\`${program} ${args.join(' ')}\` ended with ${String(code)}:\n${said.trim()}`);
}
