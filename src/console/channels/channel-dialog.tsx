import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type {
  Channel,
  ChannelKind,
  ChannelMeans,
  ChannelSettings,
  NewChannel,
  NewChannelRequest,
} from '../../contract/channel.ts';
import account from '../account/account.module.css';
import { ShownOnce } from '../account/shown-once.tsx';
import { useChange } from '../account/use-change.ts';
import { sayDevice } from '../account/device-name.ts';
import { changeChannel, channelsQuery, createChannel, meansQuery } from '../api/channels.ts';
import type { ChannelsOf } from '../api/channels.ts';
import { useMe } from '../ui/app-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useWords } from '../ui/use-words.ts';
import { LANGUAGES } from '../words/set-up.ts';
import { formOf, needsUrl, readForm, targetOf } from './channel-form.ts';
import type { ChannelForm, Fault } from './channel-form.ts';
import { HearsFields } from './hears-fields.tsx';
import { subscribe } from './subscribe.ts';
import type { NoPush } from './subscribe.ts';
import { WhenFields } from './when-fields.tsx';

interface Props {
  /** Whose channels. */
  readonly of: ChannelsOf;
  /** Null: a new one. */
  readonly known: Channel | null;
  onClose(): void;
}

/** A channel: by what, what it hears and when; then, of a webhook, its secret, this once. */
export function ChannelDialog({ of, known, onClose }: Props) {
  const { t } = useWords();
  const [made, setMade] = useState<NewChannel | null>(null);
  const means = useQuery(meansQuery);
  const name = made?.channel.label ?? known?.label ?? '';
  const title = made ? t('channels.form.secretTitle', { name }) : (known?.label ?? t('channels.form.new'));
  return (
    <Dialog title={title} onClose={onClose}>
      {made?.secret && (
        <div className={account.form}>
          <p>{t('channels.form.secretHow')}</p>
          <ShownOnce label={t('channels.form.secret')} value={made.secret} />
          <div className={account.buttons}>
            <Button onClick={onClose}>{t('admin.once.done')}</Button>
          </div>
        </div>
      )}
      {!made && means.data && (
        <Form
          of={of}
          known={known}
          means={means.data}
          onClose={onClose}
          onMade={(done) => (done.secret === null ? onClose() : setMade(done))}
        />
      )}
      {means.isPending && <p role="status">{t('app.loading')}</p>}
      {means.isError && <p role="alert">{t('admin.failed')}</p>}
    </Dialog>
  );
}

interface FormProps extends Props {
  readonly means: ChannelMeans;
  onMade(made: NewChannel): void;
}

function Form({ of, known, means, onClose, onMade }: FormProps) {
  const { t, code } = useWords();
  const me = useMe();
  const kinds = kindsFor(of);
  const [form, setForm] = useState(() => formOf(known, { language: code, kind: kinds[0]! }));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const set = (part: Partial<ChannelForm>) => setForm({ ...form, ...part });
  const { send, pending, problem } = useSend({ of, known, means, onClose, onMade });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, known === null);
    setFaults('faults' in read ? read.faults : []);
    if ('settings' in read) void send(form, read.settings);
  };
  return (
    <form className={account.form} onSubmit={submit} noValidate>
      {!known && (
        <NativeSelect
          label={t('channels.form.kind')}
          value={form.kind}
          data={kinds.map((kind) => ({ value: kind, label: t(`channels.kinds.${kind}`) }))}
          onChange={(event) => set({ kind: event.currentTarget.value as ChannelKind })}
        />
      )}
      {!known && (
        <Target form={form} ofBrand={of !== null} mail={means.mail} email={me.email} faults={faults} set={set} />
      )}
      <TextInput
        label={t('channels.form.label')}
        maxLength={60}
        value={form.label}
        error={faults.includes('label') && t('channels.form.needsLabel')}
        onChange={(event) => set({ label: event.currentTarget.value })}
      />
      <HearsFields form={form} ofBrand={of !== null} set={set} />
      <WhenFields form={form} ofBrand={of !== null} badTimes={faults.includes('digestAt')} set={set} />
      <NativeSelect
        label={t('channels.form.language')}
        value={form.language}
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        onChange={(event) => set({ language: event.currentTarget.value as 'en' | 'fr' })}
      />
      {known && (
        <Switch
          checked={form.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
          label={t('channels.form.active')}
        />
      )}
      {problem && (
        <p role="alert" className={account.problem}>
          {problem}
        </p>
      )}
      <div className={account.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={pending} disabled={!known && form.kind === 'mail' && !means.mail}>
          {known ? t('channels.form.save') : t('channels.form.create')}
        </Button>
      </div>
    </form>
  );
}

/** Writes a known channel anew, or makes one, having asked the browser where it must. */
function useSend({ of, known, means, onClose, onMade }: FormProps) {
  const { t } = useWords();
  const [noPush, setNoPush] = useState<NoPush | null>(null);
  const stale = [channelsQuery(of).queryKey];
  const done = ({ label }: ChannelSettings) => t('channels.saved', { name: label });
  const make = useChange<NewChannelRequest, NewChannel>({
    change: (body: NewChannelRequest) => createChannel(of, body),
    stale,
    done,
    onDone: onMade,
  });
  const save = useChange<ChannelSettings, Channel>({
    change: (body: ChannelSettings) => changeChannel(known?.id ?? '', body),
    ...{ stale, done, onDone: onClose },
  });

  async function send(form: ChannelForm, settings: ChannelSettings): Promise<void> {
    setNoPush(null);
    if (known) return save.send(settings);
    const typed = targetOf(form, of !== null);
    if (typed) return make.send({ ...settings, target: typed });
    const subscription = await subscribe(means.pushKey);
    if (typeof subscription === 'string') return setNoPush(subscription);
    make.send({ ...settings, target: { kind: 'push', subscription, browser: sayDevice(t, navigator.userAgent) } });
  }

  const problem = make.problem ?? save.problem ?? (noPush && t(`channels.form.push.${noPush}`));
  return { send, problem, pending: make.pending || save.pending };
}

/** Nobody's browser belongs to a brand. */
const kindsFor = (of: ChannelsOf): ChannelKind[] =>
  of === null
    ? ['push', 'mail', 'slack', 'teams', 'mattermost', 'webhook']
    : ['slack', 'teams', 'mattermost', 'mail', 'webhook'];

interface TargetProps {
  readonly form: ChannelForm;
  readonly ofBrand: boolean;
  /** Whether mail can be sent. */
  readonly mail: boolean;
  readonly email: string;
  readonly faults: readonly Fault[];
  set(part: Partial<ChannelForm>): void;
}

function Target({ form, ofBrand, mail, email, faults, set }: TargetProps) {
  const { t } = useWords();
  if (needsUrl(form.kind))
    return (
      <TextInput
        label={t('channels.form.url')}
        description={t('channels.form.urlHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="url"
        autoComplete="off"
        maxLength={2_000}
        value={form.url}
        error={faults.includes('url') && t('channels.form.needsUrl')}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
    );
  if (form.kind === 'push') return <p className={account.quiet}>{t('channels.form.browser')}</p>;
  if (!mail) return <p className={account.problem}>{t('channels.form.noMail')}</p>;
  if (!ofBrand) return <p className={account.quiet}>{t('channels.form.ownAddress', { address: email })}</p>;
  return (
    <TextInput
      label={t('channels.form.address')}
      type="email"
      maxLength={200}
      value={form.address}
      onChange={(event) => set({ address: event.currentTarget.value })}
    />
  );
}
