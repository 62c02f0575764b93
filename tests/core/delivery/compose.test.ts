import { describe, expect, it } from '@jest/globals';
import type { Notice } from '../../../src/contract/delivery.ts';
import { compose, type ComposeInput } from '../../../src/core/delivery/compose.ts';
import { nextTry } from '../../../src/core/delivery/next-try.ts';
import { whyNoNews } from '../../../src/core/delivery/still-news.ts';
import { alertNotice } from '../../../src/core/delivery/hear-alert.ts';
import { aCard, at, AT } from './samples.ts';

const alert = alertNotice(aCard({ score: 71.6 }), at(0));
const input: Omit<ComposeInput, 'notices'> = {
  id: 'x',
  language: 'en',
  zone: 'Europe/Paris',
  because: 'now',
  url: 'https://rebond.example',
  owner: 'person',
  brandName: () => 'Lumo',
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('a message', () => {
  it('says what it is, why it matters and where it leads, in the language of its reader', () => {
    const english = compose({ ...input, notices: [alert] });
    expect(english.subject).toBe('Opportunity for Lumo: A night of northern lights over the coast');
    expect(english.lines[0]).toMatchObject({
      link: 'https://rebond.example/o/lumo-1',
      detail: expect.stringMatching(/^score 72 · the gate says go · the window closes around .*21:00.*/),
    });
    const french = compose({ ...input, language: 'fr', notices: [alert] });
    expect(plain(french.subject)).toBe('Opportunité pour Lumo : A night of northern lights over the coast');
    expect(plain(french.lines[0]!.detail)).toContain('la fenêtre se ferme vers');
  });

  it('of several puts the loudest first, and counts them', () => {
    const urgent: Notice = { ...alert, level: 'urgent', at: at(5), title: 'Louder' };
    const { subject, lines, intro } = compose({ ...input, because: 'digest', notices: [alert, urgent] });
    expect(subject).toBe('2 messages from Rebond: Lumo');
    expect(lines.map(({ quote }) => quote)).toEqual(['Louder', alert.title]);
    expect(intro).toBe('Your digest.');
  });

  it('is one line where a title is many, and turns nothing around', () => {
    const title = 'Nice\r\nBcc: everybody@example.test\u2028\u202egnp.exe\u0000';
    expect(compose({ ...input, notices: [{ ...alert, title }] }).subject).toBe(
      'Opportunity for Lumo: Nice Bcc: everybody@example.test gnp.exe',
    );
  });

  it.each(['en', 'fr'] as const)('has words for every occasion in %s', (language) => {
    const occasions = [
      'approval',
      'escalation',
      'mention',
      'assignment',
      'freeze',
      'unfreeze',
      'hold',
      'publication',
      'test',
    ];
    for (const occasion of occasions as Notice['occasion'][]) {
      const notice: Notice = { ...alert, occasion, by: 'Ben', platform: 'bluesky', state: 'failed', draft: 'd1' };
      const { lines } = compose({ ...input, language, notices: [notice] });
      expect(lines[0]!.heading).not.toBe('');
      expect(lines[0]!.heading + lines[0]!.detail).not.toContain('undefined');
    }
  });
});

describe('what is news no more', () => {
  const card = { state: 'open', level: 'alert', decision: null, held: false, assignedTo: null } as const;

  it('is a story that is over or decided, an approval that is given, a hold that was lifted', () => {
    expect(whyNoNews(alert, { card, draft: null }, 'nora', AT)).toBeNull();
    expect(whyNoNews(alert, { card: { ...card, state: 'closed' }, draft: null }, 'nora', AT)).toBe('story-over');
    const decision = {
      id: 'x',
      brand: 'lumo',
      opportunity: 'lumo-1',
      action: 'dismiss',
      by: { id: 'b', name: 'B' },
      at: at(0),
    } as const;
    expect(whyNoNews(alert, { card: { ...card, decision }, draft: null }, 'nora', AT)).toBe('decided');
    const asks = (occasion: Notice['occasion']): Notice => ({ ...alert, occasion });
    expect(whyNoNews(asks('approval'), { card, draft: { state: 'approved', publications: [] } }, 'nora', AT)).toBe(
      'settled',
    );
    expect(whyNoNews(asks('approval'), { card, draft: { state: 'waiting', publications: [] } }, 'nora', AT)).toBeNull();
    expect(whyNoNews(asks('hold'), { card, draft: null }, 'nora', AT)).toBe('settled');
    expect(
      whyNoNews(asks('assignment'), { card: { ...card, assignedTo: 'nora' }, draft: null }, 'nora', AT),
    ).toBeNull();
    expect(whyNoNews(asks('freeze'), { card: null, draft: null }, 'nora', AT)).toBeNull();
  });
});

describe('trying again', () => {
  const first = { done: 1, firstAt: AT, at: AT, reader: 'program', retryAfterMs: null, random: 0 } as const;

  it('waits twice as long each time, spread, at most an hour, and as long as the receiver asks', () => {
    const waits = [1, 2, 3, 12].map((done) => nextTry({ ...first, done })! - AT);
    expect(waits).toEqual([15_000, 30_000, 60_000, 3_600_000]);
    expect(nextTry({ ...first, random: 1 })! - AT).toBe(7_500);
    expect(nextTry({ ...first, retryAfterMs: 120_000 })! - AT).toBe(120_000);
    expect(nextTry({ ...first, retryAfterMs: 999_999_999 })! - AT).toBe(3_600_000);
  });

  it('gives up after a day for a program, and sooner for a person', () => {
    const after = (hours: number, reader: 'program' | 'person') =>
      nextTry({ ...first, done: 20, at: AT + hours * 3_600_000, reader });
    expect([after(22, 'program'), after(24, 'program')].map((next) => next === null)).toEqual([false, true]);
    expect([after(0.5, 'person'), after(2, 'person')].map((next) => next === null)).toEqual([false, true]);
  });
});
