import type { Card } from '../../../src/contract/card.ts';
import type { Change, ChangeBody } from '../../../src/contract/change.ts';
import { Channel } from '../../../src/contract/channel.ts';
import type { Opportunity } from '../../../src/contract/opportunity.ts';
import type { Role } from '../../../src/contract/user.ts';
import type { Listener } from '../../../src/core/delivery/plan-deliveries.ts';
import { anOpportunity } from '../../store/samples.ts';

export const AT = Date.parse('2026-11-22T20:00:00Z');
export const at = (minutes: number): string => new Date(AT + minutes * 60_000).toISOString();

export function aChannel(changed: object = {}): Channel {
  return Channel.parse({
    ...{ id: 'c1', owner: { of: 'person', person: 'nora' }, kind: 'mail', label: 'My mail', to: 'nora@example.test' },
    ...{ createdAt: at(-60), updatedAt: at(-60), off: null },
    ...changed,
  });
}

export const aListener = (changed: object = {}, role: Role = 'editor'): Listener => ({
  channel: aChannel(changed),
  person: { id: 'nora', grants: [{ brand: 'lumo', role }] },
  zone: 'UTC',
});

export const aCard = (changed: Partial<Opportunity> = {}, rest: Partial<Card> = {}): Card => ({
  ...{ opportunity: anOpportunity(changed), decision: null, hold: null, assignment: null },
  ...rest,
});

let seq = 0;

export const aChange = (body: ChangeBody, minutes = 0, brand = 'lumo'): Change => ({
  ...{ brand, seq: ++seq, at: at(minutes), body },
});

export const cardChange = (card: Card, minutes = 0): Change =>
  aChange({ noun: 'card', id: card.opportunity.id, value: card }, minutes);
