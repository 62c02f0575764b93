import { describe, expect, it } from '@jest/globals';
import { groupEvidence, threadEvidence } from '../../../src/console/screens/opportunity/group-evidence.ts';
import { readFrame } from '../../../src/console/read-frame.ts';
import { safeAddress } from '../../../src/console/ui/safe-address.ts';
import { fakeEvening, fakeEvidence } from '../../support/console-cards.ts';

const NOW = Date.parse('2026-11-22T20:15:00Z');

describe('the evidence', () => {
  it('is grouped by outlet and platform, the first to speak first, copies under their original', () => {
    const groups = groupEvidence(fakeEvening(NOW).evidence);
    expect(groups.map(({ name, items }) => [name, items])).toEqual([
      ['gazette.example', 1],
      ['harbour.example', 1],
      ['bluesky', 3],
      ['x', 1],
    ]);
    expect(groups[2]?.threads[0]?.copies.map((copy) => copy.signal)).toEqual(['p2', 'p3']);
  });

  it('loses nothing: a copy of something that is not kept, or of a copy, stands by itself', () => {
    const evidence = [
      fakeEvidence(NOW, 'a', { copyOf: 'gone' }),
      fakeEvidence(NOW, 'b', { copyOf: 'a' }),
      fakeEvidence(NOW, 'c'),
    ];
    expect(threadEvidence(evidence).map(({ item }) => item.signal)).toEqual(['a', 'b', 'c']);
  });
});

describe('what strangers send', () => {
  it('is a link only where it is http or https', () => {
    expect(safeAddress('https://gazette.example/une')).toBe('https://gazette.example/une');
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', ' JaVaScRiPt:alert(1)', '/relative', '', undefined]) {
      expect(safeAddress(bad)).toBeNull();
    }
  });

  it('is a frame only where it can be used; a change of an unknown noun still counts', () => {
    expect(readFrame('{')).toBeNull();
    expect(readFrame('{"type":"party"}')).toBeNull();
    expect(readFrame('{"type":"change","change":{"brand":"b","seq":4,"body":{"noun":"draft"}}}')).toEqual({
      type: 'foreign-change',
      brand: 'b',
      seq: 4,
    });
  });
});
