import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { ApiError } from '../../../api/client.ts';
import { createBrand } from '../../../api/first-territory.ts';
import { meQuery } from '../../../api/queries.ts';
import { useMe } from '../../../ui/app-context.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ScreenHeader } from '../../../ui/screen-header.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './wizard.module.css';

const LANGUAGES = ['en', 'fr'] as const;

/** A brand with its name and languages; its first territory follows at once. */
export function NewBrandScreen() {
  const { t } = useWords();
  const me = useMe();
  useTitle(t('wizard.newBrand.title'));
  if (!me.everywhere.includes('administer')) {
    return <EmptyState title={t('wizard.newBrand.notYours')} hint={t('wizard.newBrand.notYoursDo')} />;
  }
  return (
    <div>
      <ScreenHeader title={t('wizard.newBrand.title')} lead={t('wizard.newBrand.lead')} />
      <NewBrandForm />
    </div>
  );
}

function NewBrandForm() {
  const { t, code } = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [languages, setLanguages] = useState<string[]>([code]);
  const create = useMutation({
    mutationFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      return createBrand({ name: name.trim(), languages, timeZone });
    },
    onSuccess: async ({ id }) => {
      await client.refetchQueries(meQuery);
      await navigate({ to: '/t/$brand', params: { brand: id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const isFit = /[a-z0-9]/i.test(name) && languages.length > 0;
  const { error } = create;
  return (
    <form className={styles.newBrand} onSubmit={submit}>
      <TextInput
        label={t('wizard.newBrand.name')}
        description={t('wizard.newBrand.nameHint')}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label={t('wizard.newBrand.languages')} value={languages} onChange={setLanguages}>
        <div className={styles.choices}>
          {LANGUAGES.map((lang) => (
            <Checkbox key={lang} value={lang} label={t(`wizard.newBrand.${lang}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {error && (
        <p role="alert">
          {error instanceof ApiError && error.detail !== undefined ? error.detail : t('wizard.failedDo')}
        </p>
      )}
      <div>
        <Button type="submit" disabled={!isFit} loading={create.isPending}>
          {t('wizard.newBrand.submit')}
        </Button>
      </div>
    </form>
  );
}
