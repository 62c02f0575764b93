import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Me } from '../../../contract/user.ts';
import { ownMomentsQuery, removeMoment } from '../../api/calendar.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './calendar.module.css';
import { usualCare } from './own-form.ts';
import { useWriteCalendar } from './use-write-calendar.ts';

interface Props {
  readonly brand: Me['brands'][number];
  readonly moment: string;
  onClose(): void;
}

/** Says what goes with the date before it goes. */
export function RemoveDialog({ brand, moment: id, onClose }: Props) {
  const { t, code } = useWords();
  const own = useQuery(ownMomentsQuery(brand.id));
  const moment = own.data?.find((one) => one.id === id);
  const name = moment?.name[code] ?? id;
  const grave = moment && (moment.care ?? usualCare(moment.tone)) !== 'none';
  const removal = useWriteCalendar({
    brand: brand.id,
    write: () => removeMoment(brand.id, id),
    done: () => t('calendar.done.removed', { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('calendar.removing.title')} onClose={onClose}>
      <div className={styles.form}>
        <p>
          {t('calendar.removing.what', { name, brand: brand.name })} {grave && t('calendar.removing.whatGrave')}
        </p>
        {removal.problem && (
          <p role="alert" className={styles.problem}>
            {removal.problem}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button loading={removal.pending} onClick={() => removal.send(undefined)}>
            {t('calendar.removing.submit')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
