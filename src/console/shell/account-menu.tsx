import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { signOut } from '../api/calls.ts';
import { meQuery } from '../api/queries.ts';
import { useMe } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../ui/use-words.ts';
import { LANGUAGES, speak } from '../words/set-up.ts';
import type { ConsoleLanguage } from '../words/set-up.ts';

const SCHEMES = ['auto', 'light', 'dark'] as const;

/** Language, appearance, help and the way out. */
export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useWords();
  const me = useMe();
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
        <LanguageItems />
        <SchemeItems />
        <Menu.Divider />
        <Menu.Item onClick={onHelp} rightSection="?">
          {t('app.shortcuts')}
        </Menu.Item>
        <Menu.Item onClick={() => void leave()}>{t('app.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageItems() {
  const { t, code: language, words } = useWords();
  const choose = (wanted: string) => void speak(words, localStorage, wanted as ConsoleLanguage);
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
  return (
    <>
      <Menu.Label>{t('app.appearance')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as (typeof SCHEMES)[number])}>
        {SCHEMES.map((scheme) => (
          <Menu.RadioItem key={scheme} value={scheme}>
            {t(`app.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
