import { expect, it } from '@jest/globals';
import { boundIntake } from '../../src/app/bound-intake.ts';
import { createLeaving } from '../../src/app/leaving.ts';
import { createReadiness } from '../../src/app/readiness.ts';
import { BusyError, type Intake, StoppingError } from '../../src/context.ts';

const TAKEN = { accepted: 0, rejected: 0, lines: [] };

it('what would pile up before a slow log is refused, and taken again once the log has written', async () => {
  const written: (() => void)[] = [];
  const slow: Intake = { accept: () => new Promise((resolve) => written.push(() => resolve(TAKEN))) };
  const intake = boundIntake(slow, 10);
  const under = [intake.accept(Array(6).fill({})), intake.accept(Array(4).fill({}))];
  await expect(intake.accept([{}])).rejects.toThrow(BusyError);
  written.forEach((write) => write());
  await Promise.all(under);
  const large = intake.accept(Array(11).fill({}));
  await expect(intake.accept([{}])).rejects.toThrow(BusyError);
  written.at(-1)!();
  expect(await large).toEqual(TAKEN);
});

it('a process that is asked to end takes nothing new, finishes what it has, and says so', async () => {
  const readiness = createReadiness();
  const leaving = createLeaving(readiness);
  let finish: () => void = () => {};
  const intake = leaving.guard({ accept: () => new Promise((resolve) => (finish = () => resolve(TAKEN))) });
  const begun = intake.accept([{}]);
  expect((await readiness.ready()).ready).toBe(true);
  leaving.begin();
  await expect(intake.accept([{}])).rejects.toThrow(StoppingError);
  finish();
  expect(await begun).toEqual(TAKEN);
  expect(await readiness.ready()).toMatchObject({ ready: false, checks: [{ name: 'process', ok: false }] });
});
