import { describe, expect, it } from '@jest/globals';
import { beat, type Heartbeats } from '../../../src/core/burst/heartbeat.ts';
import { createLocalHours } from '../../../src/core/burst/local-hours.ts';
import { createPulse, emptyPulse } from '../../../src/core/burst/pulse.ts';
import { termsOf } from '../../../src/core/burst/terms.ts';
import { article, by, HOUR, MINUTE, NOON, post } from '../../support/signals.ts';

const newPulse = (state = emptyPulse()) => createPulse(state, createLocalHours('Europe/Paris'));

describe('the terms of a signal', () => {
  it('are its tags, the names in it and the pairs of words in its title', () => {
    const terms = termsOf(
      article('Floodlights fail as Carlos Alcaraz serves', {
        text: 'Everybody in the stands of Roland Garros sings #LightsOut',
      }),
    );
    expect(terms).toEqual(
      expect.arrayContaining(['#lightsout', 'carlos alcaraz', 'roland garros', 'floodlights fail', 'alcaraz serves']),
    );
  });

  it('leave out names where everything is written in capitals, and words that say nothing', () => {
    expect(termsOf(post('THE LIGHTS ARE OUT AT THE FINAL'))).not.toContain('the lights are out');
    expect(termsOf(post('what is it about'))).toEqual([]);
  });
});

describe('the pulse of a brand', () => {
  it('feels a tag that many people take up, from its first voices on', () => {
    const pulse = newPulse();
    for (let i = 0; i < 12; i++) {
      pulse.note(post('#LightsOut here', { at: NOON + i * 5_000, ...by(`a${i}`) }), ['final'], NOON + i * 5_000, false);
    }
    const surge = pulse.term('#lightsout', NOON + MINUTE);
    expect(surge.count).toBe(12);
    expect(surge.score).toBeGreaterThan(11);
    expect(pulse.topic('final', NOON + MINUTE).score).toBeGreaterThan(surge.score / 3);
  });

  it('does not feel one author who says it five hundred times, nor copies', () => {
    const pulse = newPulse();
    for (let i = 0; i < 500; i++) {
      const at = NOON + i * 1_000;
      pulse.note(post(`#LightsOut number ${i}`, { at, ...by('shouter') }), ['final'], at, false);
      pulse.note(post('#LightsOut', { at, ...by(`bot${i}`) }), ['final'], at, true);
    }
    expect(pulse.term('#lightsout', NOON + 500_000).score).toBe(0);
    expect(pulse.topic('final', NOON + 500_000).score).toBe(0);
  });

  it('forgets terms nobody uses any more', () => {
    const state = emptyPulse();
    const pulse = newPulse(state);
    for (let i = 0; i < 5; i++) pulse.note(post('#LightsOut', { at: NOON + i, ...by(`a${i}`) }), [], NOON + i, false);
    expect(state.board.places.size).toBeGreaterThan(0);
    pulse.forget(NOON + 80 * HOUR);
    expect(state.board.places.size).toBe(0);
  });
});

describe('a source that comes back after a silence', () => {
  it('brings as many items as it would have sent, and those are no burst; more than that are', () => {
    const hearts: Heartbeats = new Map();
    for (let i = 0; i < 60; i++) expect(beat(hearts, 'wire', NOON + i * MINUTE)).toBe(false);
    const back = NOON + 60 * MINUTE + 2 * HOUR;
    const kept = Array.from({ length: 200 }, (_, i) => beat(hearts, 'wire', back + i * 1_000));
    expect(kept[0]).toBe(false);
    expect(kept.filter(Boolean).length).toBeGreaterThan(100);
    expect(kept.filter(Boolean).length).toBeLessThan(130);
    expect(kept.at(-1)).toBe(false);
  });

  it('is not taken for one that always came in bunches, nor one hardly known', () => {
    const hearts: Heartbeats = new Map();
    for (let i = 0; i < 5; i++) beat(hearts, 'new', NOON + i * MINUTE);
    expect(beat(hearts, 'new', NOON + 10 * HOUR)).toBe(false);
    expect(beat(hearts, 'new', NOON + 10 * HOUR + 1)).toBe(false);
  });
});
