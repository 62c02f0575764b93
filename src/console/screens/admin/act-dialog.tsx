import { Button } from '@mantine/core';
import type { PersonEntry } from '../../../contract/people.ts';
import { actOnPerson, peopleQuery } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import danger from '../../ui/danger.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';

interface Props {
  readonly person: PersonEntry;
  readonly act: 'deactivate' | 'reactivate' | 'two-factor-reset';
  onClose(): void;
}

/** Says what follows before it is done. */
export function ActDialog({ person, act, onClose }: Props) {
  const { t } = useWords();
  const { name } = person;
  const doing = useChange({
    change: () => actOnPerson(person.id, act),
    stale: [peopleQuery.queryKey],
    done: () => t(`admin.act.${act}.done`, { name }),
    onDone: onClose,
  });
  return (
    <Dialog title={t(`admin.act.${act}.title`, { name })} onClose={onClose}>
      <div className={account.form}>
        <p>{t(`admin.act.${act}.what`)}</p>
        {doing.problem && (
          <p role="alert" className={account.problem}>
            {doing.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button
            className={act === 'reactivate' ? '' : (danger.filled ?? '')}
            loading={doing.pending}
            onClick={() => doing.send(undefined)}
          >
            {t(`admin.act.${act}.submit`)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
