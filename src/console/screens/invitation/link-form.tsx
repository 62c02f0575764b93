import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { PASSWORD_LENGTH } from '../../../contract/people.ts';
import type { LinkUse, LinkView } from '../../../contract/people.ts';
import { useWords } from '../../ui/use-words.ts';
import styles from '../sign-in/sign-in.module.css';

interface Props {
  readonly kind: LinkView['kind'];
  readonly email: string;
  readonly pending: boolean;
  readonly problem: string | null;
  onSend(given: Omit<LinkUse, 'token'>): void;
}

/** A name where there is none yet, and a password. */
export function LinkForm({ kind, email, pending, problem, onSend }: Props) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const invited = kind === 'invitation';
  const [nameless, tooShort] = [invited && !name.trim(), password.length < PASSWORD_LENGTH.least];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!nameless && !tooShort) onSend({ password, ...(invited && { name: name.trim() }) });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      {invited && (
        <TextInput
          label={t('admin.link.name')}
          autoComplete="name"
          autoFocus
          size="md"
          maxLength={100}
          value={name}
          error={checked && nameless && t('admin.account.needsName')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        label={t(invited ? 'admin.link.password' : 'admin.account.new')}
        description={t('admin.account.passwordRule')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        autoFocus={!invited}
        size="md"
        maxLength={PASSWORD_LENGTH.most}
        value={password}
        error={checked && tooShort && t('admin.account.tooShort')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <div role="alert" className={styles.problem}>
        {problem}
      </div>
      <Button type="submit" size="md" loading={pending}>
        {t(invited ? 'admin.link.join' : 'admin.link.resetSubmit')}
      </Button>
    </form>
  );
}
