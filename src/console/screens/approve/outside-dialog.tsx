import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Draft } from '../../../contract/draft.ts';
import { OutsideRequest } from '../../../contract/outside.ts';
import { ShownOnce } from '../../account/shown-once.tsx';
import { askOutside, outsideLinksQuery } from '../../api/outside.ts';
import decide from '../../decide/decide.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock } from '../../words/format.ts';
import { sayDraftRefusal } from '../drafts/say-draft.ts';
import { useSay } from '../drafts/use-say.ts';
import styles from './approve.module.css';
import { OutsideLinks } from './outside-links.tsx';

const HOURS = [1, 4, 24, 72];
const USUAL_HOURS = 4;

/** The way to hand the approval of a draft over. */
export function AskOutside({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button className={styles.outside} size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
        {t('outside.ask')}
      </Button>
      <OutsideLinks draft={draft} />
      {asking && <OutsideDialog draft={draft} onClose={() => setAsking(false)} />}
    </>
  );
}

/** Hands the approval of this version to somebody without an account, by a link that is shown once. */
function OutsideDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useWords();
  const say = useSay();
  const [name, setName] = useState('');
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: (body: OutsideRequest) => askOutside(draft.id, body),
    onSuccess: () => void queries.invalidateQueries(outsideLinksQuery(draft.id)),
  });
  return (
    <Dialog title={t('outside.title')} onClose={onClose}>
      {ask.data ? (
        <div className={decide.form}>
          <p>{t('outside.how', { name, time: sayClock(Date.parse(ask.data.expiresAt), say.now, say.language) })}</p>
          {ask.data.mailed && <p>{t(`admin.once.mailed.${ask.data.mailed}`)}</p>}
          <ShownOnce label={t('admin.once.link')} value={`${location.origin}${ask.data.path}`} />
          <div className={decide.buttons}>
            <Button onClick={onClose}>{t('admin.once.done')}</Button>
          </div>
        </div>
      ) : (
        <AskForm
          version={draft.version}
          pending={ask.isPending}
          problem={ask.error && sayDraftRefusal(say, ask.error, null)}
          onCancel={onClose}
          onAsk={(body) => (setName(body.name), ask.mutate(body))}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly version: number;
  readonly pending: boolean;
  readonly problem: string | null;
  onCancel(): void;
  onAsk(body: OutsideRequest): void;
}

function AskForm({ version, pending, problem, onCancel, onAsk }: FormProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [hours, setHours] = useState(USUAL_HOURS);
  const [wrong, setWrong] = useState<ReadonlySet<PropertyKey>>(new Set());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = { version, name, hours, ...(email.trim() !== '' && { email: email.trim() }) };
    const read = OutsideRequest.safeParse(asked);
    if (read.success) onAsk(read.data);
    else setWrong(new Set(read.error.issues.flatMap(({ path }) => path.slice(0, 1))));
  };
  return (
    <form className={decide.form} noValidate onSubmit={submit}>
      <p className={decide.note}>{t('outside.lead')}</p>
      <TextInput
        label={t('outside.name')}
        value={name}
        maxLength={100}
        required
        data-autofocus
        error={wrong.has('name') && t('outside.nameMissing')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('outside.email')}
        description={t('outside.emailWhy')}
        type="email"
        value={email}
        maxLength={200}
        error={wrong.has('email') && t('outside.emailBad')}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <label className={styles.hours}>
        <span>{t('outside.hours')}</span>
        <select value={hours} onChange={(event) => setHours(Number(event.currentTarget.value))}>
          {HOURS.map((count) => (
            <option key={count} value={count}>
              {t('outside.hoursN', { count })}
            </option>
          ))}
        </select>
      </label>
      {problem !== null && <p role="alert">{problem}</p>}
      <div className={decide.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={pending}>
          {t('outside.make')}
        </Button>
      </div>
    </form>
  );
}
