import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { Platform } from '../../../../contract/platform.ts';
import account from '../../../account/account.module.css';
import { useChange } from '../../../account/use-change.ts';
import { anglesQuery, angleTopicsQuery, proposeAngle } from '../../../api/angles.ts';
import { brandsQuery } from '../../../api/drafts.ts';
import { useNow } from '../../../ui/app-context.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { platformName } from '../../drafts/editor/platforms.ts';
import { EMPTY, readForm, type AngleForm } from './angle-form.ts';
import styles from './angles.module.css';

interface Props {
  readonly brand: { readonly id: string; readonly name: string; readonly languages: readonly string[] };
  onClose(): void;
}

/** Proposes a text for approval in advance. */
export function AngleDialog({ brand, onClose }: Props) {
  const { t } = useWords();
  const now = useNow();
  const usual = useQuery(brandsQuery).data?.find(({ id }) => id === brand.id)?.platforms;
  const [form, setForm] = useState<AngleForm>({
    ...EMPTY,
    ...{ platforms: usual ?? [], lang: brand.languages[0] ?? '' },
  });
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const propose = useChange({
    change: (body: Parameters<typeof proposeAngle>[1]) => proposeAngle(brand.id, body),
    stale: [anglesQuery(brand.id).queryKey],
    done: ({ name }) => t('angles.done.proposed', { name }),
    onDone: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readForm(form, now);
    if ('wrong' in read) return setWrong(read.wrong);
    setWrong(new Set());
    propose.send(read.request);
  };
  const fields = { form, wrong, onChange: (change: Partial<AngleForm>) => setForm({ ...form, ...change }) };
  return (
    <Dialog title={t('angles.proposeTitle')} onClose={onClose}>
      <form className={account.form} noValidate onSubmit={submit}>
        <WordFields {...fields} languages={brand.languages} />
        <ConditionFields {...fields} brand={brand.id} />
        {propose.problem && (
          <p role="alert" className={account.problem}>
            {propose.problem}
          </p>
        )}
        <div className={account.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={propose.pending}>
            {t('angles.form.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly form: AngleForm;
  readonly wrong: ReadonlySet<string>;
  onChange(change: Partial<AngleForm>): void;
}

const ORDER: ['label', 'input', 'description', 'error'] = ['label', 'input', 'description', 'error'];

/** What it says, and where it says something else. */
function WordFields({ form, wrong, languages, onChange }: FieldsProps & { readonly languages: readonly string[] }) {
  const { t, language } = useWords();
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return (
    <>
      <TextInput
        label={t('angles.form.name')}
        description={t('angles.form.nameHint')}
        inputWrapperOrder={ORDER}
        data-autofocus
        maxLength={80}
        value={form.name}
        error={wrong.has('name') && t('angles.form.wrong.name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <Textarea
        label={t('angles.form.text')}
        rows={3}
        maxLength={20_000}
        value={form.text}
        error={wrong.has('text') && t('angles.form.wrong.text')}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('angles.form.lang')}
        value={form.lang}
        data={[
          ...languages.map((lang) => ({ value: lang, label: names.of(lang) ?? lang })),
          { value: '', label: t('angles.form.noLang') },
        ]}
        onChange={(event) => onChange({ lang: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('angles.form.platforms')}
        value={[...form.platforms]}
        error={wrong.has('variants') && t('angles.form.wrong.variants')}
        onChange={(platforms) => onChange({ platforms: platforms.map((one) => Platform.parse(one)) })}
      >
        <div className={styles.choices}>
          {Platform.options.map((platform) => (
            <Checkbox key={platform} value={platform} label={platformName(t, platform)} />
          ))}
        </div>
      </Checkbox.Group>
      {form.platforms.map((platform) => (
        <Textarea
          key={platform}
          label={t('angles.form.own', { platform: platformName(t, platform) })}
          placeholder={t('angles.form.ownHint')}
          rows={1}
          autosize
          value={form.own[platform] ?? ''}
          onChange={(event) => onChange({ own: { ...form.own, [platform]: event.currentTarget.value } })}
        />
      ))}
    </>
  );
}

/** For which stories, when and how often. */
function ConditionFields({ form, wrong, brand, onChange }: FieldsProps & { readonly brand: string }) {
  const { t } = useWords();
  const topics = useQuery(angleTopicsQuery(brand)).data ?? [];
  return (
    <>
      {topics.length > 0 && (
        <Checkbox.Group
          label={t('angles.form.topics')}
          description={t('angles.form.topicsHint')}
          value={[...form.topics]}
          onChange={(chosen) => onChange({ topics: chosen })}
        >
          <div className={styles.choices}>
            {topics.map(({ id, label }) => (
              <Checkbox key={id} value={id} label={label} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <TextInput
        label={t('angles.form.from')}
        description={t('angles.form.fromHint')}
        inputWrapperOrder={ORDER}
        type="datetime-local"
        value={form.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('angles.form.until')}
        type="datetime-local"
        value={form.until}
        error={wrong.has('until') && t('angles.form.wrong.until')}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
      <NumberInput
        label={t('angles.form.uses')}
        min={1}
        max={1_000}
        value={form.uses}
        error={wrong.has('uses') && t('angles.form.wrong.uses')}
        onChange={(uses) => onChange({ uses })}
      />
      <NumberInput
        label={t('angles.form.coolDown')}
        min={0}
        max={10_080}
        value={form.coolDown}
        error={wrong.has('coolDownMinutes') && t('angles.form.wrong.coolDownMinutes')}
        onChange={(coolDown) => onChange({ coolDown })}
      />
    </>
  );
}
