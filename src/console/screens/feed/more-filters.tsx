import { Button, NativeSelect, Popover } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Phase } from '../../../contract/story.ts';
import { choicesIn } from '../../state/select.ts';
import { useLive } from '../../ui/app-context.tsx';
import { sayPlatform } from '../../ui/platform.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from './feed.module.css';
import { SavedViews } from './saved-views.tsx';

const route = getRouteApi('/');

/** Phase, topic and platform, and the views kept under a name, behind a button that counts what is chosen. */
export function MoreFilters() {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const { phase, topic, platform } = route.useSearch();
  const chosen = [phase, topic, platform].filter((one) => one !== undefined).length;
  return (
    <Popover position="bottom-end" width={300} opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <Button
          size="compact-md"
          className={styles.more}
          variant={chosen > 0 ? 'light' : 'default'}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {chosen > 0 ? t('team.filters.chosen', { count: chosen }) : t('team.filters.more')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('team.filters.more')}>
        {opened && (
          <div className={styles.kept}>
            <Choices />
            <SavedViews onChosen={() => setOpened(false)} />
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** As far as there are cards of them. */
function Choices() {
  const { t } = useWords();
  const { brand } = route.useSearch();
  const cards = useLive((state) => state.cards);
  const { topics, platforms } = useMemo(() => choicesIn(cards, brand), [cards, brand]);
  const say = (name: string) => (name === 'news' ? t('card.news') : sayPlatform(name));
  return (
    <>
      <Choice
        name="phase"
        label={t('feed.phase')}
        all={t('feed.allPhases')}
        choices={Phase.options.map((value) => ({ value, label: t(`phase.${value}`) }))}
      />
      <Choice
        name="topic"
        label={t('team.filters.topic')}
        all={t('team.filters.allTopics')}
        choices={topics.map((label) => ({ value: label, label }))}
      />
      <Choice
        name="platform"
        label={t('team.filters.platform')}
        all={t('team.filters.allPlatforms')}
        choices={platforms.map((name) => ({ value: name, label: say(name) }))}
      />
    </>
  );
}

interface ChoiceProps {
  readonly name: 'phase' | 'topic' | 'platform';
  readonly label: string;
  readonly all: string;
  readonly choices: { value: string; label: string }[];
}

function Choice({ name, label, all, choices }: ChoiceProps) {
  const { [name]: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  // Chosen by an address: it stays in the list, whether there is a card of it or not.
  const known = chosen === undefined || choices.some(({ value }) => value === chosen);
  return (
    <NativeSelect
      label={label}
      size="xs"
      value={chosen ?? ''}
      data={[{ value: '', label: all }, ...choices, ...(known ? [] : [{ value: chosen, label: chosen }])]}
      onChange={(event) => {
        const value = event.currentTarget.value || undefined;
        void navigate({ search: (old) => ({ ...old, [name]: value }), replace: true });
      }}
    />
  );
}
