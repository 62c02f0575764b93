import { Button } from '@mantine/core';
import type { Invitation } from '../../../contract/people.ts';
import { peopleQuery, withdrawInvitation } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import styles from './admin.module.css';
import { RoleChips } from './role-chips.tsx';

/** Who was invited and has not come yet. */
export function InvitationList({ invitations }: { invitations: readonly Invitation[] }) {
  const { t, language } = useWords();
  const now = useNow();
  const withdraw = useChange({
    change: ({ id }: Invitation) => withdrawInvitation(id),
    stale: [peopleQuery.queryKey],
    done: ({ email }) => t('admin.people.withdrawn', { name: email }),
  });
  return (
    <section className={account.form} aria-labelledby="invitations">
      <h2 id="invitations" className={styles.sub}>
        {t('admin.people.invitations')}
      </h2>
      {withdraw.problem && (
        <p role="alert" className={account.problem}>
          {withdraw.problem}
        </p>
      )}
      <ul className={styles.list}>
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <span className={styles.who}>
              <strong>{invitation.email}</strong>
              <RoleChips grants={invitation.grants} />
              <span className={styles.quiet}>
                {t('admin.people.invited', { name: invitation.by })} ·{' '}
                {t('admin.people.expires', { time: sayClock(Date.parse(invitation.expiresAt), now, language) })}
              </span>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              disabled={withdraw.pending}
              aria-label={t('admin.people.withdrawFor', { name: invitation.email })}
              onClick={() => withdraw.send(invitation)}
            >
              {t('admin.people.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
