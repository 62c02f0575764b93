import { describe, expect, it } from '@jest/globals';
import { voiceOf } from '../../../src/core/burst/count.ts';
import { openGate, readItem } from '../../../src/core/safety/gate.ts';
import { judge } from '../../../src/core/safety/verdict.ts';
import { article, by, MINUTE, NOON, post, shippedReader } from '../../support/signals.ts';
import { ENGLISH } from './pairs-en.ts';
import { FRENCH } from './pairs-fr.ts';
import type { Told } from './told.ts';

const read = shippedReader();

function verdictOn({ n, p, lang }: Told) {
  const gate = openGate(NOON);
  const signals = [
    ...n.map((title, i) => article(title, { at: NOON + i * MINUTE, lang, source: `paper-${i}` })),
    ...p.map((text, i) => post(text, { at: NOON + i * MINUTE, lang, ...by(`p${i}`) })),
  ];
  for (const signal of signals) {
    const at = Date.parse(signal.at);
    const item = { signal, voice: voiceOf(signal), reading: read(signal), noGo: [], days: [], at };
    readItem(gate, { ...item, offends: false, isCopy: false, namesBrand: false });
  }
  return judge(gate, {
    noGo: [],
    days: [],
    under: [],
    setting: null,
    climate: [],
    label: String,
    at: NOON + 5 * MINUTE,
  });
}

describe('the shipped lexicons', () => {
  it.each([...ENGLISH, ...FRENCH].map((told) => [told.lang, told.about, told] as const))(
    '%s: tell %s for what it is',
    (_lang, _about, told) => {
      const { level, reasons } = verdictOn(told);
      expect({ level, because: reasons.map(({ code, words }) => `${code} ${words.join(', ')}`) }).toEqual({
        level: expect.stringMatching(new RegExp(`^(${told.wanted.join('|')})$`)),
        because: expect.anything(),
      });
    },
  );
});
