import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadRules } from '../../src/app/load-rules.ts';
import { createLiveRules } from '../../src/app/rules.ts';
import type { Reactivity } from '../../src/contract/funnel.ts';

describe('the rules that detection goes by', () => {
  let config: Awaited<ReturnType<typeof loadRules>>;
  beforeAll(async () => {
    config = await loadRules('config');
  });

  it('reckon with what was measured of a brand, and leave the others and the configuration alone', () => {
    const rules = createLiveRules(config);
    const [one, other] = config.brands;
    const live = config.territories.map((territory) => ({ version: 1, territory }));
    const measured: Reactivity = { brand: one!.id, minutes: 7, measured: true, cases: 30, median: 7, p95: 21 };
    rules.replace(config.brands, live, [], [measured]);
    expect(rules.brand(one!.id)?.brand).toEqual({ ...one, reactivityMinutes: 7 });
    expect(rules.brand(one!.id)?.scoring?.reactivitySpread).toBeCloseTo(Math.log(3) / 1.645, 6);
    expect(rules.brand(other!.id)?.brand).toEqual(other);
    expect(rules.brand(other!.id)?.scoring).toEqual(config.scoring);

    rules.replace(config.brands, live, [], [{ ...measured, cases: 10 }]);
    expect(rules.brand(one!.id)?.scoring).toEqual(config.scoring);
    rules.replace(config.brands, live);
    expect(rules.brand(one!.id)?.brand).toEqual(one);
  });
});
