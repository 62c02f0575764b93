import { Button } from '@mantine/core';
import type { OneTimeLink } from '../../../contract/people.ts';
import account from '../../account/account.module.css';
import { ShownOnce } from '../../account/shown-once.tsx';
import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';

interface Props {
  readonly link: OneTimeLink;
  readonly how: 'admin.invite.how' | 'admin.reset.how';
  onDone(): void;
}

/** A one-time link to hand over: the only moment at which it can be seen. */
export function LinkOnce({ link, how, onDone }: Props) {
  const { t, language } = useWords();
  const now = useNow();
  return (
    <div className={account.form}>
      <p>{t(how, { time: sayClock(Date.parse(link.expiresAt), now, language) })}</p>
      {link.mailed && <p>{t(`admin.once.mailed.${link.mailed}`)}</p>}
      <ShownOnce label={t('admin.once.link')} value={`${location.origin}${link.path}`} />
      <div className={account.buttons}>
        <Button onClick={onDone}>{t('admin.once.done')}</Button>
      </div>
    </div>
  );
}
