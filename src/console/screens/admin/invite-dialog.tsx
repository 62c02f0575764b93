import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { OneTimeLink } from '../../../contract/people.ts';
import type { RoleGrant } from '../../../contract/user.ts';
import { invitePerson, peopleQuery } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { useMe } from '../../ui/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';
import { LinkOnce } from './link-once.tsx';
import { RolesField } from './roles-field.tsx';

/** Address and roles; what comes out is a link to hand over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const [email, setEmail] = useState('');
  const [grants, setGrants] = useState<readonly RoleGrant[]>([
    { brand: administeredBrands(me)[0]?.id ?? '*', role: 'community-manager' },
  ]);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const [missing, setMissing] = useState(false);
  const invite = useChange({
    change: () => invitePerson(email.trim(), grants),
    stale: [peopleQuery.queryKey],
    onDone: setLink,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(grants.length === 0);
    if (grants.length > 0) invite.send(undefined);
  };
  const title = link ? t('admin.invite.done', { name: email.trim() }) : t('admin.invite.title');
  const problem = missing ? t('admin.roles.needsOne') : invite.problem;
  return (
    <Dialog title={title} onClose={onClose}>
      {link ? (
        <LinkOnce link={link} how="admin.invite.how" onDone={onClose} />
      ) : (
        <form className={account.form} onSubmit={submit} noValidate>
          <TextInput
            type="email"
            label={t('admin.invite.email')}
            autoComplete="off"
            data-autofocus
            maxLength={200}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <RolesField grants={grants} onChange={setGrants} />
          {problem && (
            <p role="alert" className={account.problem}>
              {problem}
            </p>
          )}
          <div className={account.buttons}>
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={invite.pending}>
              {t('admin.invite.submit')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
