import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Card } from '../../../contract/card.ts';
import { useDecider } from '../../decide/decide-provider.tsx';
import { windowLeft } from '../../state/window.ts';
import { useLive, useMe, useNow } from '../../ui/app-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ButtonLink, MenuItemLink } from '../../ui/links.tsx';
import { useWords } from '../../ui/use-words.ts';
import { actsOf } from '../../state/acts.ts';
import type { Acts } from '../../state/acts.ts';
import styles from './card-row.module.css';

/** One main button for the card's state; the rest is one press away. */
export function CardActions({ card }: { card: Card }) {
  const me = useMe();
  const now = useNow();
  const opened = useLive((state) => state.opened);
  const acts = actsOf(card, me, opened, now);
  return (
    <div className={styles.actions}>
      <MainButton card={card} main={acts.main} />
      <MoreMenu card={card} acts={acts} />
    </div>
  );
}

function MainButton({ card, main }: { card: Card; main: Acts['main'] }) {
  const { t } = useWords();
  const { act, pending } = useDecider();
  const now = useNow();
  const { id } = card.opportunity;
  // Still possible, but nothing to push anybody towards.
  const hopeless = !['ok', 'tight'].includes(windowLeft(card.opportunity, now).pace);
  const about = { 'aria-describedby': `title-${id}`, size: 'compact-md', className: styles.main } as const;
  switch (main) {
    case 'accept':
      return (
        <Button
          {...about}
          variant={hopeless ? 'default' : 'filled'}
          loading={pending === id}
          onClick={() => act(card, 'accept')}
          aria-keyshortcuts="a"
        >
          {t('card.accept')}
          <span className={styles.key} aria-hidden="true">
            a
          </span>
        </Button>
      );
    case 'why':
      return (
        <Button {...about} variant="default" onClick={() => act(card, 'why')}>
          {t('card.whyBlocked')}
        </Button>
      );
    case 'reopen':
      return (
        <Button {...about} variant="default" loading={pending === id} onClick={() => act(card, 'reopen')}>
          {t('card.undo')}
        </Button>
      );
    case 'open-first':
    case 'open':
      return (
        <ButtonLink
          {...about}
          variant={main === 'open-first' ? 'light' : 'default'}
          to="/o/$id"
          params={{ id }}
          title={main === 'open-first' ? t('card.openFirstWhy') : undefined}
        >
          {main === 'open-first' ? t('card.openFirst') : t('card.open')}
        </ButtonLink>
      );
  }
}

function MoreMenu({ card, acts }: { card: Card; acts: Acts }) {
  const { t } = useWords();
  const { act } = useDecider();
  const { id, title } = card.opportunity;
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={t('feed.moreFor', { title })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuItemLink to="/o/$id" params={{ id }} rightSection="Enter">
          {t('card.open')}
        </MenuItemLink>
        {acts.aside && (
          <>
            <Menu.Item onClick={() => act(card, 'snooze')} rightSection="s">
              {t('card.snooze')}
            </Menu.Item>
            <Menu.Item onClick={() => act(card, 'dismiss')} rightSection="d">
              {t('card.dismiss')}
            </Menu.Item>
          </>
        )}
        {acts.reopen && (
          <Menu.Item onClick={() => act(card, 'reopen')} rightSection="u">
            {t('card.reopen')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
