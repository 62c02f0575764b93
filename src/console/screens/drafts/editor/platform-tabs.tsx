import { Button, Menu } from '@mantine/core';
import type { Platform } from '../../../../contract/platform.ts';
import { useWords } from '../../../ui/use-words.ts';
import { textOn } from '../saving/said.ts';
import type { Said } from '../saving/said.ts';
import styles from './editor.module.css';
import { otherPlatforms, platformName, platformsOf } from './platforms.ts';
import type { Limits } from './use-limits.ts';

interface Props {
  readonly said: Said;
  /** Where the brand usually speaks. */
  readonly usual: readonly Platform[];
  readonly limits: Limits | null;
  /** Null: the common text. */
  readonly shown: Platform | null;
  onShow(platform: Platform | null): void;
  onAdd(platform: Platform): void;
}

/** The common text and each platform, with how its text stands to what it may hold. */
export function PlatformTabs({ said, usual, limits, shown, onShow, onAdd }: Props) {
  const { t } = useWords();
  const platforms = platformsOf(said, usual);
  return (
    <div role="group" aria-label={t('editor.platforms')} className={styles.tabs}>
      <button type="button" className={styles.tab} aria-pressed={shown === null} onClick={() => onShow(null)}>
        {t('editor.common')}
      </button>
      {platforms.map((platform) => (
        <Tab
          key={platform}
          {...{ platform, said, limits }}
          isShown={shown === platform}
          onShow={() => onShow(platform)}
        />
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" className={styles.add}>
            {t('editor.addPlatform')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {otherPlatforms(platforms, usual).map((platform) => (
            <Menu.Item key={platform} onClick={() => onAdd(platform)}>
              {platformName(t, platform)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface TabProps {
  readonly platform: Platform;
  readonly said: Said;
  readonly limits: Limits | null;
  readonly isShown: boolean;
  onShow(): void;
}

function Tab({ platform, said, limits, isShown, onShow }: TabProps) {
  const { t } = useWords();
  const text = textOn(said, platform);
  const isOwn = said.variants.some((variant) => variant.platform === platform && variant.text !== undefined);
  const measured = limits?.measure(platform, text);
  const over = measured?.over ?? 0;
  return (
    <button
      type="button"
      className={styles.tab}
      aria-pressed={isShown}
      data-bad={(measured && !measured.fits) || undefined}
      onClick={onShow}
    >
      {platformName(t, platform)}
      {isOwn && (
        <span className={styles.own} title={t('editor.ownText')}>
          <span aria-hidden="true">≠</span>
          <span className="hidden-text">{t('editor.ownText')}</span>
        </span>
      )}
      {over > 0 && (
        <span className={`${styles.over} numbers`}>
          <span aria-hidden="true">−{over}</span>
          <span className="hidden-text">{t('editor.over', { count: over })}</span>
        </span>
      )}
      {over === 0 && measured && !measured.fits && <span className={styles.over}>!</span>}
    </button>
  );
}
