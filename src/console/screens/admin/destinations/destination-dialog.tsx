import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Destination, DestinationDetail } from '../../../../contract/destination.ts';
import { destinationQuery, destinationsQuery, saveDestination } from '../../../api/publishing.ts';
import account from '../../../account/account.module.css';
import { useChange } from '../../../account/use-change.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { DestinationFields } from './destination-fields.tsx';
import { asRequest, formOf, whatIsMissing } from './destination-form.ts';

interface Props {
  readonly brand: string;
  /** Null where it is new. */
  readonly known: Destination | null;
  onClose(): void;
}

/** A destination's name, address and secret. Nothing is published by saving it. */
export function DestinationDialog({ brand, known, onClose }: Props) {
  const { t } = useWords();
  const detail = useQuery({ ...destinationQuery(known?.id ?? ''), enabled: known !== null });
  const title = known ? t('destinations.changeTitle', { name: known.label }) : t('destinations.addTitle');
  return (
    <Dialog title={title} onClose={onClose}>
      {known && !detail.data ? (
        <p role="status">{detail.error?.message ?? t('app.loading')}</p>
      ) : (
        <Form brand={brand} detail={detail.data ?? null} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly brand: string;
  readonly detail: DestinationDetail | null;
  onClose(): void;
}

function Form({ brand, detail, onClose }: FormProps) {
  const { t } = useWords();
  const [form, setForm] = useState(() => formOf(detail));
  const [isChecked, setChecked] = useState(false);
  const missing = whatIsMissing(form, detail === null);
  const save = useChange({
    change: () => saveDestination(brand, detail?.id ?? null, asRequest(form)),
    stale: [destinationsQuery(brand).queryKey],
    done: () => t('destinations.saved', { name: form.label }),
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (missing.size === 0) save.send(undefined);
  };
  return (
    <form className={account.form} noValidate onSubmit={submit}>
      <DestinationFields
        form={form}
        isNew={detail === null}
        missing={isChecked ? missing : new Set()}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      {save.problem && (
        <p role="alert" className={account.problem}>
          {save.problem}
        </p>
      )}
      <div className={account.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={save.pending}>
          {t('destinations.save')}
        </Button>
      </div>
    </form>
  );
}
