import { Button, FileButton, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Tone } from '../../../contract/moment.ts';
import type { Me } from '../../../contract/user.ts';
import { importMoments } from '../../api/calendar.ts';
import { sayCalendarRefusal } from '../../decide/say-calendar-refusal.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './calendar.module.css';
import { ImportPreview } from './import-preview.tsx';
import { useWriteCalendar } from './use-write-calendar.ts';

/** Characters the server takes at once. */
const LONGEST = 200_000;

interface Props {
  readonly brand: Me['brands'][number];
  onClose(): void;
}

/** What a person gives: the dates, and what to take where they do not say it. */
interface Given {
  readonly text: string;
  readonly tone: Tone;
  readonly lead: string;
}

/** Takes a file or a list, shows what would come of it, and writes it only then. */
export function ImportDialog({ brand, onClose }: Props) {
  const { t } = useWords();
  const [given, setGiven] = useState<Given>({ text: '', tone: 'commercial', lead: '7' });
  const preview = useMutation({
    mutationFn: () => importMoments(brand.id, { ...toRequest(given), preview: true }),
  });
  const writing = useWriteCalendar({
    brand: brand.id,
    write: () => importMoments(brand.id, { ...toRequest(given), preview: false }),
    done: () => t('calendar.done.imported', { count: preview.data?.moments.length ?? 0 }),
    onDone: onClose,
  });
  return (
    <Dialog title={t('calendar.importing.title')} onClose={onClose}>
      {preview.data ? (
        <ImportPreview
          brand={brand.name}
          found={preview.data}
          problem={writing.problem}
          pending={writing.pending}
          onBack={() => preview.reset()}
          onWrite={() => writing.send(undefined)}
        />
      ) : (
        <ImportForm
          given={given}
          onGiven={(part) => setGiven((old) => ({ ...old, ...part }))}
          problem={preview.error && sayCalendarRefusal(t, preview.error)}
          pending={preview.isPending}
          onClose={onClose}
          onLook={() => preview.mutate()}
        />
      )}
    </Dialog>
  );
}

const isLead = (text: string) => /^\d+$/.test(text.trim()) && Number(text) <= 180;

/** Calendar programs begin their files with this line; anything else is a list. */
const formatOf = (text: string) => (/^\s*BEGIN:VCALENDAR/i.test(text.replace(/^\uFEFF/, '')) ? 'ics' : 'list');

const toRequest = ({ text, tone, lead }: Given) =>
  ({ format: formatOf(text), text, tone, leadDays: Number(lead) }) as const;

interface FormProps {
  readonly given: Given;
  readonly problem: string | null;
  readonly pending: boolean;
  onGiven(part: Partial<Given>): void;
  onLook(): void;
  onClose(): void;
}

function ImportForm({ given, problem, pending, onGiven, onLook, onClose }: FormProps) {
  const { t } = useWords();
  const { text, tone, lead } = given;
  const [fault, setFault] = useState<'tooBig' | 'empty' | 'unreadable' | null>(null);
  const badLead = !isLead(lead);
  const take = (value: string) => (onGiven({ text: value }), setFault(value.length > LONGEST ? 'tooBig' : null));
  const read = (file: File | null) => {
    if (!file) return;
    // A character is four bytes at most: what is larger than that is not worth reading.
    if (file.size > LONGEST * 4) return setFault('tooBig');
    file.text().then(take, () => setFault('unreadable'));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return setFault('empty');
    if (fault === null && !badLead) onLook();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.lead}>{t('calendar.importing.lead')}</p>
      <FileButton onChange={read} accept=".ics,.ical,.csv,.txt,text/calendar,text/plain,text/csv">
        {(props) => (
          <Button {...props} variant="default" className={styles.file}>
            {t('calendar.importing.file')}
          </Button>
        )}
      </FileButton>
      <Textarea
        label={t('calendar.importing.text')}
        value={text}
        rows={8}
        autosize={false}
        spellCheck={false}
        error={fault ? t(`calendar.importing.${fault}`) : problem}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <div className={styles.pair}>
        <NativeSelect
          label={t('calendar.importing.tone')}
          value={tone}
          data={Tone.options.map((value) => ({ value, label: t(`calendar.tone.${value}`) }))}
          onChange={(event) => onGiven({ tone: Tone.parse(event.currentTarget.value) })}
        />
        <TextInput
          type="number"
          inputMode="numeric"
          label={t('calendar.importing.leadDays')}
          value={lead}
          min={0}
          max={180}
          error={badLead ? t('calendar.form.badLead') : undefined}
          onChange={(event) => onGiven({ lead: event.currentTarget.value })}
        />
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={pending}>
          {t('calendar.importing.look')}
        </Button>
      </div>
    </form>
  );
}
