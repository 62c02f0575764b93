import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useKeepProfile } from '../account/use-profile.ts';
import { signOut } from '../api/calls.ts';
import { meQuery } from '../api/queries.ts';
import { useFreezable } from '../freeze/use-freeze.ts';
import { useMe } from '../ui/app-context.tsx';
import danger from '../ui/danger.module.css';
import { Icon } from '../ui/icon.tsx';
import { MenuItemLink } from '../ui/links.tsx';
import { useWords } from '../ui/use-words.ts';
import { LANGUAGES, speak } from '../words/set-up.ts';
import type { ConsoleLanguage } from '../words/set-up.ts';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** The freeze for those who may, language, appearance, help and the way out. */
export function AccountMenu({
  onHelp,
  onFreeze,
  onNotify,
  onTour,
}: {
  onHelp: () => void;
  onFreeze: () => void;
  onNotify: () => void;
  onTour: () => void;
}) {
  const { t } = useWords();
  const me = useMe();
  const freezable = useFreezable();
  const queries = useQueryClient();
  const leave = () => signOut().finally(() => queries.resetQueries({ queryKey: meQuery.queryKey }));
  return (
    <Menu position="bottom-end" width={220} withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('app.menu')}>
          <Icon name="menu" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name || me.email}</Menu.Label>
        <MenuItemLink to="/account">{t('admin.account.title')}</MenuItemLink>
        {(me.administrator || me.brands.some(({ permissions }) => permissions.includes('administer'))) && (
          <MenuItemLink to="/admin">{t('admin.title')}</MenuItemLink>
        )}
        {me.brands.some(({ permissions }) => permissions.includes('decide')) && (
          <MenuItemLink to="/approve" search={{ view: 'angles' }}>
            {t('angles.title')}
          </MenuItemLink>
        )}
        {freezable.length > 0 && (
          <Menu.Item className={danger.item} onClick={onFreeze}>
            {t('gate.freeze.open')}
          </Menu.Item>
        )}
        <LanguageItems />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item onClick={onNotify}>{t('team.notify.open')}</Menu.Item>
        <MenuItemLink to="/wall">{t('team.wall.open')}</MenuItemLink>
        <Menu.Item onClick={onHelp} rightSection="?">
          {t('app.shortcuts')}
        </Menu.Item>
        {me.profile && <Menu.Item onClick={onTour}>{t('admin.account.tour')}</Menu.Item>}
        <Menu.Item onClick={() => void leave()}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageItems() {
  const { t, code: language, words } = useWords();
  const keep = useKeepProfile();
  const choose = (wanted: string) => {
    void speak(words, localStorage, wanted as ConsoleLanguage);
    keep({ language: wanted as ConsoleLanguage });
  };
  return (
    <>
      <Menu.Label>{t('app.language')}</Menu.Label>
      <Menu.RadioGroup value={language} onChange={choose}>
        {Object.entries(LANGUAGES).map(([code, label]) => (
          <Menu.RadioItem key={code} value={code} lang={code}>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function SchemeItems() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const keep = useKeepProfile();
  const choose = (wanted: string) => {
    const theme = wanted as (typeof SCHEMES)[number];
    setColorScheme(theme);
    keep({ theme });
  };
  return (
    <>
      <Menu.Label>{t('app.appearance')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={choose}>
        {SCHEMES.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme}>
            {t(`app.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
