import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { DecisionAction } from '../../../src/contract/decision.ts';
import { DraftMove } from '../../../src/contract/draft.ts';
import { MomentAction } from '../../../src/contract/moment-card.ts';
import { deeds as english } from '../../../src/console/words/deeds-en.ts';
import { deeds as french } from '../../../src/console/words/deeds-fr.ts';

const STORE = resolve(import.meta.dirname, '../../../src/store');

/** What the trail is told: `action: 'token.create'`, `action: before ? 'moment.change' : 'moment.add'`, and the like. */
const ACTION = /'([a-z]+\.[a-z-]+)'/g;
const SAYS_ACTION = /\baction\b|\bchange\(by|\bnote\(person|\bauditPerson\(/;

async function actionsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => SAYS_ACTION.test(line));
  return lines
    .flatMap((line) => [...line.matchAll(ACTION)].map(([, action]) => action!))
    .filter((one) => !isColumn(one));
}

/** Columns that a query of the trail names. */
const isColumn = (name: string): boolean => /^(audit|actor|subject|user)\./.test(name);

const wordsOf = (deeds: object): string[] =>
  Object.entries(deeds).flatMap(([noun, verbs]) => Object.keys(verbs as object).map((verb) => `${noun}.${verb}`));

describe('what the audit log says', () => {
  it('has words for everything that is noted, in both languages', async () => {
    const noted = [
      ...(await actionsOf(STORE)),
      ...[...DraftMove.options, 'create', 'unapprove', 'escalate'].map((move) => `draft.${move}`),
      ...[...DecisionAction.options, 'override'].map((action) => `opportunity.${action}`),
      ...MomentAction.options.map((action) => `moment.${action}`),
    ];
    expect(noted.length).toBeGreaterThan(40);
    for (const deeds of [english, french]) {
      const known = new Set(wordsOf(deeds));
      expect([...new Set(noted)].filter((action) => !known.has(action))).toEqual([]);
    }
  });
});
