import { Button } from '@mantine/core';
import type { Platform } from '../../../../contract/platform.ts';
import { tellDone } from '../../../decide/tell-done.tsx';
import { useWords } from '../../../ui/use-words.ts';
import type { Said } from '../saving/said.ts';
import styles from './editor.module.css';
import { frenchSpacing } from './french-spacing.ts';
import { platformName } from './platforms.ts';
import { tooLongOn } from './use-limits.ts';
import type { Limits } from './use-limits.ts';

interface VariantProps {
  readonly platform: Platform;
  readonly isOwn: boolean;
  onOwn(): void;
  onFollow(): void;
  onRemove(): void;
}

/** Own words for a platform, the common ones again, or not there at all. */
export function VariantTools({ platform, isOwn, onOwn, onFollow, onRemove }: VariantProps) {
  const { t } = useWords();
  const name = platformName(t, platform);
  return (
    <>
      {!isOwn && <span className={styles.quiet}>{t('editor.follows')}</span>}
      <Button size="compact-sm" variant="default" onClick={isOwn ? onFollow : onOwn}>
        {t(isOwn ? 'editor.follow' : 'editor.write', { platform: name })}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
        {t('editor.leaveOut', { platform: name })}
      </Button>
    </>
  );
}

/** Puts the narrow no-break spaces of French where they belong; never by itself, for some platforms count them double. */
export function SpacingButton({ text, onSpaced }: { text: string; onSpaced: (text: string) => void }) {
  const { t } = useWords();
  const spaced = frenchSpacing(text);
  const space = () => (spaced === text ? tellDone(t('editor.spacedAlready')) : onSpaced(spaced));
  return (
    <Button size="compact-sm" variant="subtle" title={t('editor.spacingWhy')} onClick={space}>
      {t('editor.spacing')}
    </Button>
  );
}

interface TooLongProps {
  readonly said: Said;
  readonly platforms: readonly Platform[];
  readonly limits: Limits | null;
  onBegin(platform: Platform): void;
}

/** Platforms that the common text is too long for, and the way to other words there. */
export function TooLong({ said, platforms, limits, onBegin }: TooLongProps) {
  const { t } = useWords();
  const following = platforms.filter(
    (one) => !said.variants.some((own) => own.platform === one && own.text !== undefined),
  );
  const tooLong = limits ? tooLongOn(limits, said.text.trim(), following) : [];
  if (tooLong.length === 0) return null;
  return (
    <p role="status" className={styles.tooLong}>
      {tooLong.map(({ platform, over }) => {
        const name = platformName(t, platform);
        return (
          <span key={platform}>
            {t('editor.tooLong', { platform: name, count: over })}
            <Button size="compact-sm" variant="default" onClick={() => onBegin(platform)}>
              {t('editor.write', { platform: name })}
            </Button>
          </span>
        );
      })}
    </p>
  );
}
