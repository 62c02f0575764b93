import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PersonEntry } from '../../../contract/people.ts';
import type { RoleGrant } from '../../../contract/user.ts';
import { peopleQuery, setRoles } from '../../api/admin.ts';
import { meQuery } from '../../api/queries.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { useMe } from '../../ui/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';
import { RolesField } from './roles-field.tsx';

interface Props {
  readonly person: PersonEntry;
  onClose(): void;
}

export function RolesDialog({ person, onClose }: Props) {
  const { t } = useWords();
  const me = useMe();
  const mine = new Set(administeredBrands(me).map(({ id }) => id));
  const [grants, setGrants] = useState<readonly RoleGrant[]>(() =>
    me.administrator ? person.grants : person.grants.filter(({ brand }) => mine.has(brand)),
  );
  const save = useChange({
    change: () => setRoles(person.id, grants),
    stale: [peopleQuery.queryKey, ...(person.id === me.id ? [meQuery.queryKey] : [])],
    done: () => t('admin.roles.saved', { name: person.name }),
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.send(undefined);
  };
  return (
    <Dialog title={t('admin.roles.title', { name: person.name })} onClose={onClose}>
      <form className={account.form} onSubmit={submit} noValidate>
        <p className={account.quiet}>{t(me.administrator ? 'admin.roles.lead' : 'admin.roles.leadPart')}</p>
        <RolesField grants={grants} onChange={setGrants} />
        {grants.length === 0 && me.administrator && <p>{t('admin.roles.none', { name: person.name })}</p>}
        {save.problem && (
          <p role="alert" className={account.problem}>
            {save.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={save.pending}>
            {t('admin.roles.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
