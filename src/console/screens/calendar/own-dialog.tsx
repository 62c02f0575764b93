import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Moment } from '../../../contract/moment.ts';
import { ownMomentsQuery, saveMoment } from '../../api/calendar.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './calendar.module.css';
import { checkForm, toForm, toMoment } from './own-form.ts';
import type { FormProblems, OwnForm } from './own-form.ts';
import { OwnFields } from './own-fields.tsx';
import { useWriteCalendar } from './use-write-calendar.ts';

interface Props {
  readonly brand: string;
  readonly today: string;
  /** Id of the one to change; null for a new one. */
  readonly moment: string | null;
  onClose(): void;
}

/** Adds a date of the brand's own, or changes one. */
export function OwnDialog({ brand, today, moment: id, onClose }: Props) {
  const { t } = useWords();
  const own = useQuery(ownMomentsQuery(brand));
  const moment = id === null ? null : own.data?.find((one) => one.id === id);
  const gone = own.isSuccess && moment === undefined;
  return (
    <Dialog title={t(id === null ? 'calendar.form.add' : 'calendar.form.edit')} onClose={onClose}>
      {own.isPending && <Loader size="sm" aria-label={t('app.loading')} />}
      {own.isError && !own.data && <p role="alert">{t('calendar.failed')}</p>}
      {gone && <p role="alert">{t('calendar.refused.gone')}</p>}
      {own.data && moment !== undefined && (
        <Form brand={brand} today={today} before={moment} own={own.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly brand: string;
  readonly today: string;
  readonly before: Moment | null;
  readonly own: readonly Moment[];
  onClose(): void;
}

function Form({ brand, today, before, own, onClose }: FormProps) {
  const { t, code } = useWords();
  const [form, setForm] = useState(() => toForm(before, today));
  const [problems, setProblems] = useState<FormProblems>({});
  const saving = useWriteCalendar({
    brand,
    write: (moment: Omit<Moment, 'brand'>) => saveMoment(brand, moment),
    done: (moment) => t('calendar.done.saved', { name: moment.name[code] }),
    onDone: onClose,
  });
  const change = (part: Partial<OwnForm>) => {
    const next = { ...form, ...part };
    setForm(next);
    // Once it has been told what is wrong, each correction is acknowledged at once.
    if (Object.keys(problems).length > 0) setProblems(checkForm(next));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkForm(form);
    setProblems(found);
    if (Object.keys(found).length === 0) saving.send(toMoment(form, before, new Set(own.map(({ id }) => id))));
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <OwnFields form={form} problems={problems} before={before} onChange={change} />
      {saving.problem && (
        <p role="alert" className={styles.problem}>
          {saving.problem}
        </p>
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={saving.pending}>
          {t('calendar.form.save')}
        </Button>
      </div>
    </form>
  );
}
