import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Card } from '../../contract/card.ts';
import type { Colleague } from '../../contract/teamwork.ts';
import { PERMISSIONS } from '../../contract/user.ts';
import { colleaguesQuery } from '../api/team.ts';
import { useMe } from '../ui/app-context.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import { useKeys } from '../ui/use-keys.ts';
import { useWords } from '../ui/use-words.ts';
import { useAssign } from './use-assign.ts';

/** Gives the card to a colleague who may decide, or to nobody. */
export function AssignMenu({ card }: { card: Card }) {
  const { t } = useWords();
  const me = useMe();
  const { possible, pending, mine, assign, toggleMine } = useAssign(card);
  const { singleKeys } = usePreferences();
  useKeys({ m: () => possible && toggleMine() }, singleKeys);
  const [opened, setOpened] = useState(false);
  const colleagues = useQuery({ ...colleaguesQuery(card.opportunity.brand), enabled: opened });
  if (!possible) return null;
  const others = (colleagues.data ?? []).filter((one) => one.id !== me.id && decides(one));
  return (
    <Menu position="bottom-start" width={240} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button variant="default" loading={pending}>
          {t('team.assign.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {!mine && (
          <Menu.Item rightSection="m" onClick={() => assign({ id: me.id, name: me.name })}>
            {t('team.assign.toMe')}
          </Menu.Item>
        )}
        {others.map((one) => (
          <Menu.Item key={one.id} disabled={card.assignment?.to.id === one.id} onClick={() => assign(one)}>
            <bdi>{one.name}</bdi>
          </Menu.Item>
        ))}
        {colleagues.isPending && <Menu.Label>{t('app.loading')}</Menu.Label>}
        {colleagues.isError && <Menu.Label>{t('team.assign.noColleagues')}</Menu.Label>}
        {card.assignment && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => assign(null)}>{t('team.assign.off')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const decides = ({ roles }: Colleague) => roles.some((role) => PERMISSIONS[role].includes('decide'));
