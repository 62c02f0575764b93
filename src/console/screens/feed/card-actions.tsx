import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Card } from '../../../contract/card.ts';
import { useDecider } from '../../decide/decider.ts';
import { windowLeft } from '../../state/window.ts';
import { useNow } from '../../ui/app-context.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ButtonLink, MenuItemLink } from '../../ui/links.tsx';
import { useActs } from '../../ui/use-acts.ts';
import { useWords } from '../../ui/use-words.ts';
import type { Acts } from '../../state/acts.ts';
import { useAssign } from '../../team/use-assign.ts';
import styles from './card-row.module.css';

/** One main button for the card's state; the rest is one press away. */
export function CardActions({ card }: { card: Card }) {
  const acts = useActs(card);
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
          {t(card.hold ? 'gate.held.why' : 'card.whyBlocked')}
        </Button>
      );
    case 'reopen':
      return (
        <Button {...about} variant="default" loading={pending === id} onClick={() => act(card, 'reopen')}>
          {t('card.undo')}
        </Button>
      );
    case 'open-first':
    case 'frozen':
    case 'open':
      return (
        <ButtonLink
          {...about}
          variant={main === 'open-first' ? 'light' : 'default'}
          to="/o/$id"
          params={{ id }}
          title={main === 'open' ? undefined : t(main === 'frozen' ? 'gate.freeze.cannotAccept' : 'card.openFirstWhy')}
        >
          {main === 'open-first' ? t('card.openFirst') : t('card.open')}
        </ButtonLink>
      );
  }
}

function MoreMenu({ card, acts }: { card: Card; acts: Acts }) {
  const { t } = useWords();
  const { act } = useDecider();
  const { possible, mine, toggleMine } = useAssign(card);
  const { id, title } = card.opportunity;
  return (
    <Menu position="bottom-end" width={220}>
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
        {possible && (
          <Menu.Item onClick={toggleMine} rightSection="m">
            {t(mine ? 'team.assign.off' : 'team.assign.toMe')}
          </Menu.Item>
        )}
        <MenuItemLink to="/o/$id" params={{ id }} hash="comment" rightSection="c">
          {t('team.help.comment')}
        </MenuItemLink>
        {acts.override && <Menu.Item onClick={() => act(card, 'override')}>{t('gate.override.open')}</Menu.Item>}
        {acts.reopen && (
          <Menu.Item onClick={() => act(card, 'reopen')} rightSection="u">
            {t('card.reopen')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
