import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { NewToken } from '../../../contract/token.ts';
import { createToken, tokensQuery } from '../../api/admin.ts';
import account from '../../account/account.module.css';
import { ShownOnce } from '../../account/shown-once.tsx';
import { useChange } from '../../account/use-change.ts';
import { useMe } from '../../ui/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';

const LASTS = ['30', '90', '365', ''] as const;

/** What for, what it may do, for how long; then the token, this once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [made, setMade] = useState<NewToken | null>(null);
  const name = made?.entry.label ?? '';
  return (
    <Dialog title={made ? t('admin.tokens.done', { name }) : t('admin.tokens.title')} onClose={onClose}>
      {made ? (
        <div className={account.form}>
          <p>{t('admin.tokens.how')}</p>
          <ShownOnce label={t('admin.once.token')} value={made.token} />
          <div className={account.buttons}>
            <Button onClick={onClose}>{t('admin.once.done')}</Button>
          </div>
        </div>
      ) : (
        <TokenForm onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  );
}

function TokenForm({ onMade, onClose }: { onMade: (made: NewToken) => void; onClose: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const brands = administeredBrands(me);
  const [label, setLabel] = useState('');
  // Empty for the intake, which belongs to the whole installation.
  const [brand, setBrand] = useState(me.administrator ? '' : (brands[0]?.id ?? ''));
  const [days, setDays] = useState<string>('90');
  const [missing, setMissing] = useState(false);
  const make = useChange({
    change: () =>
      createToken({
        ...{ label: label.trim(), scope: brand ? 'read' : 'intake', brand: brand || null },
        days: days ? Number(days) : null,
      }),
    stale: [tokensQuery.queryKey],
    onDone: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!label.trim());
    if (label.trim()) make.send(undefined);
  };
  const scopes = brands.map(({ id, name }) => ({ value: id, label: t('admin.tokens.read', { brand: name }) }));
  return (
    <form className={account.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('admin.tokens.label')}
        description={t('admin.tokens.labelHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data-autofocus
        maxLength={100}
        value={label}
        error={missing && t('admin.tokens.needsLabel')}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('admin.tokens.scope')}
        value={brand}
        data={me.administrator ? [{ value: '', label: t('admin.tokens.intake') }, ...scopes] : scopes}
        onChange={(event) => setBrand(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('admin.tokens.lasts')}
        value={days}
        data={LASTS.map((value) => ({
          value,
          label: value ? t('admin.tokens.days', { count: Number(value) }) : t('admin.tokens.noExpiry'),
        }))}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      {make.problem && (
        <p role="alert" className={account.problem}>
          {make.problem}
        </p>
      )}
      <div className={account.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={make.pending}>
          {t('admin.tokens.submit')}
        </Button>
      </div>
    </form>
  );
}
