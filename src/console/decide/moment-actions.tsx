import { Button } from '@mantine/core';
import type { MomentCard } from '../../contract/moment-card.ts';
import { standingOfMoment } from '../state/moments.ts';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import styles from './decide.module.css';
import { useDecideMoment } from './use-decide-moment.tsx';

/** Plan it, say that it is not for us, or take that back. Nothing for those who only read, nor once it is over. */
export function MomentActions({ card }: { card: MomentCard }) {
  const { t, code } = useWords();
  const me = useMe();
  const { decide, pending } = useDecideMoment();
  const may = me.brands.some(({ id, permissions }) => id === card.brand && permissions.includes('decide'));
  if (!may || card.state === 'over') return null;
  const name = card.date.name[code];
  const common = { size: 'compact-sm', variant: 'default', loading: pending === card.id } as const;
  if (standingOfMoment(card) !== 'undecided') {
    return (
      <Button {...common} aria-label={t('calendar.ahead.undoFor', { name })} onClick={() => decide(card, 'reopen')}>
        {t('calendar.ahead.undo')}
      </Button>
    );
  }
  return (
    <span className={styles.pair}>
      <Button {...common} aria-label={t('calendar.ahead.planFor', { name })} onClick={() => decide(card, 'plan')}>
        {t('calendar.ahead.plan')}
      </Button>
      <Button
        {...common}
        variant="subtle"
        color="gray"
        aria-label={t('calendar.ahead.dismissFor', { name })}
        onClick={() => decide(card, 'dismiss')}
      >
        {t('calendar.ahead.dismiss')}
      </Button>
    </span>
  );
}
