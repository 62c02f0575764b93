import type { Opportunity } from '../src/contract/opportunity.ts';
import type { DropReason, RejectReason } from './outcome.ts';

/** Is told what the streams do, for metrics and the log; must not throw and must not wait. */
export interface Observer {
  handled(processor: string, records: number): void;
  emitted(topic: string, records: number): void;
  dropped(processor: string, reason: DropReason): void;
  rejected(processor: string, reason: RejectReason, detail: string): void;
  /** The change is durable. */
  changed(opportunity: Opportunity): void;
  failed(processor: string, error: Error): void;
}

export const silentObserver: Observer = {
  handled: () => {},
  emitted: () => {},
  dropped: () => {},
  rejected: () => {},
  changed: () => {},
  failed: () => {},
};
