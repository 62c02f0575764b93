import type { AlertLevel, VerdictLevel } from '../../contract/opportunity.ts';

/**
 * How loudly a card speaks. It disturbs once its score reaches the brand's level, the gate is not shut and there is time
 * to answer; from then on it stays loud, so that nobody is disturbed twice, until the gate shuts.
 */
export function alertLevel(
  before: AlertLevel,
  card: { score: number; verdict: VerdictLevel; inTime: number },
  limits: { alertScore: number; chance: number },
): AlertLevel {
  if (card.verdict === 'block') return 'quiet';
  if (before === 'alert') return 'alert';
  return card.score >= limits.alertScore && card.inTime >= limits.chance ? 'alert' : 'quiet';
}
