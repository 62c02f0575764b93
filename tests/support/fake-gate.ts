import type { Card } from '../../src/contract/card.ts';
import type { Change } from '../../src/contract/change.ts';
import type { Freeze } from '../../src/contract/freeze.ts';
import type { Me } from '../../src/contract/user.ts';

/** What the fake server knows of contexts and freezes. */
export interface FakeGate {
  readonly freezes: Map<string, Freeze>;
  /** Opportunities whose context was opened, with the verdict's level. */
  readonly contexts: Map<string, string>;
  freezesOf(brand: string): Freeze[];
  /** The answer to a request, or null where it is none of the gate's. */
  answer(path: string, body: unknown): { status: number; value: unknown } | null;
}

interface World {
  readonly clock: () => number;
  readonly me: Me;
  card(id: string): Card | undefined;
  push(brand: string, body: Change['body']): void;
}

export function createFakeGate({ clock, me, card, push }: World): FakeGate {
  const freezes = new Map<string, Freeze>();
  const contexts = new Map<string, string>();

  function setFreeze(scope: string, value: Freeze | null): void {
    if (value) freezes.set(scope, value);
    else freezes.delete(scope);
    const brands = scope === '*' ? me.brands.map(({ id }) => id) : [scope];
    for (const brand of brands) push(brand, { noun: 'freeze', id: scope, value });
  }

  function freeze(scope: string, act: string, reason: string) {
    const standing = freezes.get(scope);
    const by = { id: me.id, name: me.name };
    const value = standing ?? { scope, reason, by, at: new Date(clock()).toISOString() };
    setFreeze(scope, act === 'freeze' ? value : null);
    return { status: 200, value };
  }

  return {
    freezes,
    contexts,
    freezesOf: (brand) => [...freezes.values()].filter(({ scope }) => scope === '*' || scope === brand),
    answer(path, body) {
      const [, , noun = '', id = '', verb = ''] = path.split('/');
      const asked = body as { reason: string };
      if (noun === 'freeze' || noun === 'unfreeze') return freeze('*', noun, asked.reason);
      if (noun === 'brands' && /freeze$/.test(verb)) return freeze(id, verb, asked.reason);
      const verdict = card(id)?.opportunity.verdict.level;
      if (noun !== 'opportunities' || verb !== 'context' || !verdict) return null;
      contexts.set(id, verdict);
      return { status: 200, value: { verdict, contextRead: true } };
    },
  };
}
