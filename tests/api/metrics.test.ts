import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/api/metrics.ts';

const AT = Date.parse('2026-11-22T20:00:00Z');

describe('the metrics', () => {
  it('count what the parts report', async () => {
    const metrics = createMetrics({ system: false });
    metrics.signalReceived(200);
    metrics.mentionMade(3);
    metrics.rejected('not-json');
    metrics.opportunityChanged('opened');
    metrics.lag('signals', 'match', 7);
    metrics.socketsOpen(3);
    metrics.clientDropped('slow');
    metrics.request({ method: 'GET', route: '/api/me', status: 200, seconds: 0.02 });
    const text = await metrics.text();
    expect(text).toContain('rebond_signals_total 200');
    expect(text).toContain('rebond_mentions_total 3');
    expect(text).toContain('rebond_rejected_total{reason="not-json"} 1');
    expect(text).toContain('rebond_opportunity_changes_total{change="opened"} 1');
    expect(text).toContain('rebond_lag_records{topic="signals",group="match"} 7');
    expect(text).toContain('rebond_live_sockets 3');
    expect(text).toContain('rebond_live_dropped_total{reason="slow"} 1');
    expect(text).toContain('rebond_http_request_duration_seconds_count{method="GET",route="/api/me",status="200"} 1');
  });

  it('show latencies as a histogram and as recent quantiles', async () => {
    const metrics = createMetrics({ system: false });
    for (let i = 1; i <= 100; i += 1) {
      metrics.committed(AT, AT + i * 10);
      metrics.frameSent({ receivedAtMs: AT, committedAtMs: AT + i * 10, sentAtMs: AT + i * 10 + 5 });
    }
    const text = await metrics.text();
    expect(text).toContain('rebond_signal_to_commit_seconds_bucket{le="0.5"} 50');
    const recent = (name: string, quantile: number) =>
      Number(new RegExp(`^${name}_recent_seconds\\{quantile="${String(quantile)}"\\} (.+)$`, 'm').exec(text)?.[1]);
    expect(recent('rebond_signal_to_commit', 0.5)).toBeCloseTo(0.5, 1);
    expect(recent('rebond_signal_to_frame', 0.95)).toBeCloseTo(0.95, 1);
    expect(recent('rebond_signal_to_frame', 0.99)).toBeCloseTo(1, 1);
    expect(text).toContain('rebond_commit_to_frame_seconds_count 100');
  });

  it('take the difference of two clocks for no time at all', async () => {
    const metrics = createMetrics({ system: false });
    metrics.committed(AT, AT - 3_000);
    expect(await metrics.text()).toContain('rebond_signal_to_commit_seconds_sum 0');
  });

  it('can be made twice in one process', () => {
    createMetrics();
    expect(() => createMetrics()).not.toThrow();
  });
});
