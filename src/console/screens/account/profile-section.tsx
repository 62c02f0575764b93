import { Button, NativeSelect, TextInput, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Account } from '../../../contract/account.ts';
import { accountQuery, saveProfile } from '../../api/accounts.ts';
import { meQuery } from '../../api/queries.ts';
import styles from '../../account/account.module.css';
import { useChange } from '../../account/use-change.ts';
import { useWords } from '../../ui/use-words.ts';
import { LANGUAGES } from '../../words/set-up.ts';
import type { ConsoleLanguage } from '../../words/set-up.ts';
import own from './account.module.css';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Name, language, zone and appearance, for every device of the person. */
export function ProfileSection({ account }: { account: Account }) {
  const { t, code } = useWords();
  const queries = useQueryClient();
  const { colorScheme } = useMantineColorScheme();
  const { profile } = account;
  const [form, setForm] = useState({
    name: account.name,
    language: profile.language ?? code,
    timeZone: profile.timeZone ?? '',
    theme: profile.theme ?? colorScheme,
  });
  const [missing, setMissing] = useState(false);
  const save = useChange({
    change: saveProfile,
    stale: [meQuery.queryKey],
    done: () => t('admin.account.saved'),
    onDone: (saved) => queries.setQueryData(accountQuery.queryKey, saved),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!form.name.trim());
    if (form.name.trim()) save.send({ ...form, timeZone: form.timeZone || null });
  };
  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <section className={own.section} aria-labelledby="profile">
      <h2 id="profile">{t('admin.account.profile')}</h2>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={own.pair}>
          <TextInput
            label={t('admin.account.name')}
            description={t('admin.account.nameWhy')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="name"
            maxLength={100}
            value={form.name}
            error={missing && t('admin.account.needsName')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput label={t('admin.account.email')} value={account.email} readOnly />
        </div>
        <div className={own.pair}>
          <NativeSelect
            label={t('admin.account.language')}
            value={form.language}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            onChange={(event) => change({ language: event.currentTarget.value as ConsoleLanguage })}
          />
          <NativeSelect
            label={t('admin.account.timeZone')}
            value={form.timeZone}
            data={[{ value: '', label: t('admin.account.device') }, ...Intl.supportedValuesOf('timeZone')]}
            onChange={(event) => change({ timeZone: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('admin.account.theme')}
            value={form.theme}
            data={THEMES.map((value) => ({ value, label: t(`app.${value}`) }))}
            onChange={(event) => change({ theme: event.currentTarget.value as (typeof THEMES)[number] })}
          />
        </div>
        {save.problem && (
          <p role="alert" className={styles.problem}>
            {save.problem}
          </p>
        )}
        <div className={styles.start}>
          <Button type="submit" loading={save.pending}>
            {t('admin.account.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
