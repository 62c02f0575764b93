import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Draft } from '../../../../contract/draft.ts';
import type { Platform } from '../../../../contract/platform.ts';
import { tellDone, tellTrouble } from '../../../decide/tell-done.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { platformName } from '../editor/platforms.ts';
import { textOn } from '../saving/said.ts';
import { useMoveDraft } from '../use-move-draft.ts';
import { composeAddress } from './compose-address.ts';
import { OutDialog } from './out-dialog.tsx';

interface Props {
  readonly draft: Draft;
  /** Left out where neither draft nor brand name any. */
  readonly platform?: Platform;
}

/** Copy, open the platform with the text, and say that it is out. */
export function ByHand({ draft, platform }: Props) {
  const { t } = useWords();
  const { tryMove, pending } = useMoveDraft();
  const [asking, setAsking] = useState(false);
  const name = platform && platformName(t, platform);
  const text = platform ? textOn(draft, platform) : draft.text;
  const address = platform ? composeAddress(platform, text) : null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => tellDone(t('drafts.act.copied')),
      () => tellTrouble(t('drafts.act.copyFailed')),
    );
  // Without a secure context there is no clipboard at all.
  const isThere = typeof navigator.clipboard?.writeText === 'function';
  const say = async (link: string | undefined) => {
    const where = platform === undefined ? {} : { platform };
    const request = { move: 'publish', version: draft.version, ...where, ...(link && { link }) } as const;
    await tryMove({ draft, request, say: () => t('drafts.done.publish') });
    setAsking(false);
  };
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <>
      <Button
        {...button}
        aria-label={name && t('publishing.copyFor', { name })}
        onClick={() => (isThere ? void copy() : tellTrouble(t('drafts.act.copyFailed')))}
      >
        {t('publishing.copy')}
      </Button>
      {address !== null && (
        <Button {...button} component="a" href={address} target="_blank" rel="noopener noreferrer">
          {t('publishing.open', { name })}
        </Button>
      )}
      <Button {...button} aria-label={name && t('publishing.isOutOn', { name })} onClick={() => setAsking(true)}>
        {t('publishing.isOut')}
      </Button>
      {asking && (
        <OutDialog
          title={t('drafts.publishing.title')}
          pending={pending}
          onSay={(link) => void say(link)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
