import { ActionIcon, Menu } from '@mantine/core';
import type { PersonEntry } from '../../../contract/people.ts';
import account from '../../account/account.module.css';
import { useMe } from '../../ui/app-context.tsx';
import danger from '../../ui/danger.module.css';
import { Icon } from '../../ui/icon.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './admin.module.css';
import type { PersonAct } from './people-dialogs.tsx';
import { RoleChips } from './role-chips.tsx';

interface Props {
  readonly person: PersonEntry;
  onAsk(act: PersonAct): void;
}

export function PersonRow({ person, onAsk }: Props) {
  const { t } = useWords();
  const me = useMe();
  const label = (column: 'state' | 'seen') => ({ 'data-label': t(`admin.people.${column}`) });
  return (
    <tr data-off={person.active ? undefined : true}>
      <th scope="row">
        <span className={styles.who}>
          <span>
            <strong>{person.name}</strong>{' '}
            {person.id === me.id && <span className={account.mark}>{t('admin.people.you')}</span>}{' '}
            {!person.active && <span className={account.mark}>{t('admin.people.deactivated')}</span>}
          </span>
          <span className={styles.quiet}>{person.email}</span>
        </span>
      </th>
      <td>
        <RoleChips grants={person.grants} />
      </td>
      <td {...label('state')}>
        {t(person.password ? 'admin.people.password' : 'admin.people.linkOnly')}
        {person.twoFactor && `, ${t('admin.people.twoFactor')}`}
      </td>
      <td {...label('seen')}>
        {person.lastSeenAt ? <RelativeTime at={person.lastSeenAt} /> : t('admin.people.never')}
      </td>
      <td className={styles.act}>
        <PersonMenu person={person} onAsk={onAsk} />
      </td>
    </tr>
  );
}

/** What goes beyond roles takes an administrator of all of the person's brands. */
function PersonMenu({ person, onAsk }: Props) {
  const { t } = useWords();
  const me = useMe();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('admin.people.actionsFor', { name: person.name })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onAsk('roles')}>{t('admin.people.edit')}</Menu.Item>
        {person.whole && <Menu.Item onClick={() => onAsk('sessions')}>{t('admin.people.sessions')}</Menu.Item>}
        {person.whole && person.active && (
          <Menu.Item onClick={() => onAsk('reset')}>{t('admin.people.reset')}</Menu.Item>
        )}
        {person.whole && person.twoFactor && (
          <Menu.Item onClick={() => onAsk('two-factor-reset')}>{t('admin.people.resetTwoFactor')}</Menu.Item>
        )}
        {person.whole && !person.active && (
          <Menu.Item onClick={() => onAsk('reactivate')}>{t('admin.people.reactivate')}</Menu.Item>
        )}
        {person.whole && person.active && person.id !== me.id && (
          <Menu.Item className={danger.item} onClick={() => onAsk('deactivate')}>
            {t('admin.people.deactivate')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
