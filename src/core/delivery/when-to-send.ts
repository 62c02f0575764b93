import type { ChannelSettings } from '../../contract/channel.ts';
import type { DeliveryReason, Notice } from '../../contract/delivery.ts';
import { nextTime, quietUntil } from './quiet-hours.ts';

export interface Due {
  /** Milliseconds. */
  readonly at: number;
  readonly reason: Extract<DeliveryReason, 'merge-window' | 'quiet-hours' | 'digest' | 'urgent'>;
}

type Timing = Pick<ChannelSettings, 'quiet' | 'digestAt' | 'mergeSeconds'>;

/**
 * When a channel is told. Urgent comes at once where the person lets it, past quiet hours and digest. A digest that falls
 * into quiet hours waits for their end; otherwise what comes close together is gathered for a moment.
 */
export function whenToSend(timing: Timing, level: Notice['level'], at: number, zone: string): Due {
  const quiet = quietUntil(timing.quiet, at, zone);
  const digest = nextTime(timing.digestAt, at, zone);
  const waits = quiet !== null || digest !== null;
  if (level === 'urgent' && (!waits || timing.quiet.urgentPasses)) return { at, reason: 'urgent' };
  if (digest !== null) return { at: quietUntil(timing.quiet, digest, zone) ?? digest, reason: 'digest' };
  if (quiet !== null) return { at: quiet, reason: 'quiet-hours' };
  return { at: at + timing.mergeSeconds * 1000, reason: 'merge-window' };
}
