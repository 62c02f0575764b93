import type { Reason } from '../../contract/common.ts';
import type { AlertLevel, VerdictLevel } from '../../contract/opportunity.ts';
import type { Scoring } from '../../contract/scoring.ts';

const MINUTE = 60_000;
/** Words of eight that two stories share from which the smaller is a part of the larger for who is disturbed by both. */
const SHARED_WORDS = 3;

const RANK: Readonly<Record<AlertLevel, number>> = { quiet: 0, alert: 1, urgent: 2 };

/** A card that has disturbed somebody. */
interface Alerted {
  readonly at: number;
  readonly level: AlertLevel;
  readonly topics: readonly string[];
  readonly words: readonly string[];
  readonly voices: number;
  readonly title: string;
}

/** Who was disturbed about what, by the id of the card, for as long as the card is open. Plain data. */
export type AlertLog = Map<string, Alerted>;

/**
 * How loudly a card wants to speak. It disturbs once its score reaches the brand's level, the gate is not shut and there
 * is time to answer, and once more when it is urgent; it stays as loud as it was, so that nobody is disturbed twice for
 * the same, until the gate shuts.
 */
export function alertLevel(
  before: AlertLevel,
  card: { score: number; verdict: VerdictLevel; inTime: number },
  limits: { alertScore: number; urgentScore: number; chance: number },
): AlertLevel {
  if (card.verdict === 'block') return 'quiet';
  const isLate = card.inTime < limits.chance;
  const now = isLate || card.score < limits.alertScore ? 'quiet' : card.score < limits.urgentScore ? 'alert' : 'urgent';
  return RANK[now] > RANK[before] ? now : before;
}

/** What is asked of a card that wants to be louder. */
interface Candidate extends Omit<Alerted, 'at' | 'level'> {
  readonly id: string;
  readonly wanted: AlertLevel;
  readonly before: AlertLevel;
}

/**
 * Why a card that wants to be louder is held back, or null. A part of a larger story that has disturbed already does not
 * disturb again; and a topic that has just disturbed lets nothing through that is not louder than that was.
 */
export function heldBack(log: AlertLog, card: Candidate, at: number, fatigue: Scoring['fatigue']): Reason | null {
  if (RANK[card.wanted] <= RANK[card.before]) return null;
  let held: Reason | null = null;
  for (const [id, other] of log) {
    if (id === card.id || RANK[other.level] < RANK[card.wanted]) continue;
    if (isPartOf(card, other, fatigue)) return { code: 'held.sibling', data: { title: other.title } };
    const minutes = Math.ceil((other.at + fatigue.coolDownMinutes * MINUTE - at) / MINUTE);
    if (minutes > 0 && other.topics.some((topic) => card.topics.includes(topic))) {
      held = { code: 'held.cooling', data: { minutes, title: other.title } };
    }
  }
  return held;
}

const isPartOf = (card: Candidate, other: Alerted, { siblingShare }: Scoring['fatigue']): boolean =>
  card.voices <= siblingShare * other.voices &&
  card.words.filter((word) => other.words.includes(word)).length >= SHARED_WORDS;
