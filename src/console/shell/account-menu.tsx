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
  const choose = (wanted: ConsoleLanguage) => void speak(words, localStorage, wanted);
  return (
    <>
      <Menu.Label>{t('app.language')}</Menu.Label>
      {(Object.keys(LANGUAGES) as ConsoleLanguage[]).map((code) => (
        <Choice
          key={code}
          chosen={code === language}
          lang={code}
          onChoose={() => choose(code)}
          label={LANGUAGES[code]}
        />
      ))}
    </>
  );
}

function SchemeItems() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('app.appearance')}</Menu.Label>
      {SCHEMES.map((scheme) => (
        <Choice
          key={scheme}
          chosen={scheme === colorScheme}
          onChoose={() => setColorScheme(scheme)}
          label={t(`app.${scheme}`)}
        />
      ))}
    </>
  );
}

interface ChoiceProps {
  readonly chosen: boolean;
  readonly label: string;
  readonly lang?: string;
  onChoose(): void;
}

function Choice({ chosen, label, lang, onChoose }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      lang={lang}
      onClick={onChoose}
      rightSection={chosen ? <span aria-hidden="true">✓</span> : null}
    >
      {label}
    </Menu.Item>
  );
}
