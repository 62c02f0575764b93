import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import decide from '../../../decide/decide.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { safeAddress } from '../../../ui/safe-address.ts';
import { useWords } from '../../../ui/use-words.ts';

interface Props {
  readonly title: string;
  readonly pending: boolean;
  /** With the address of the post, where it was given. */
  onSay(link: string | undefined): void;
  onClose(): void;
}

/** Somebody says that it is out, and where. */
export function OutDialog({ title, pending, onSay, onClose }: Props) {
  const { t } = useWords();
  const [link, setLink] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const written = link.trim();
    const address = written === '' ? undefined : safeAddress(written);
    if (address === null) setWrong(true);
    else onSay(address);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className={decide.form} noValidate onSubmit={submit}>
        <p className={decide.note}>{t('drafts.publishing.lead')}</p>
        <TextInput
          label={t('drafts.publishing.link')}
          description={t('drafts.publishing.linkWhy')}
          type="url"
          inputMode="url"
          value={link}
          data-autofocus
          error={wrong ? t('drafts.publishing.linkBad') : undefined}
          onChange={(event) => (setLink(event.currentTarget.value), setWrong(false))}
        />
        <div className={decide.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {t('drafts.publishing.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
