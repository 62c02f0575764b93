import type { MomentCard } from '../../contract/moment-card.ts';
import { useMe } from './app-context.tsx';
import { useWords } from './use-words.ts';
import { standingOfMoment } from '../state/moments.ts';

/** Who planned a moment, or put it aside; nothing while nobody has. */
export function MomentStanding({ card }: { card: MomentCard }) {
  const { t } = useWords();
  const me = useMe();
  const standing = standingOfMoment(card);
  if (standing === 'undecided' || !card.decision) return null;
  const { by } = card.decision;
  const mine = by.id === me.id;
  return (
    <strong data-standing={standing}>
      {mine ? t(`calendar.${standing}ByMe`) : t(`calendar.${standing}By`, { name: by.name })}
    </strong>
  );
}
