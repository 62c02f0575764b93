import { Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { DestinationKind } from '../../../../contract/destination.ts';
import { Platform } from '../../../../contract/platform.ts';
import { useWords } from '../../../ui/use-words.ts';
import { platformName } from '../../drafts/editor/platforms.ts';
import { kindChosen, type DestinationForm, type Field } from './destination-form.ts';
import styles from './destinations.module.css';

interface Props {
  readonly form: DestinationForm;
  readonly isNew: boolean;
  readonly missing: ReadonlySet<Field>;
  onChange(change: Partial<DestinationForm>): void;
}

const ORDER: ['label', 'input', 'description', 'error'] = ['label', 'input', 'description', 'error'];
const VISIBILITIES = ['public', 'unlisted', 'private'] as const;

/** The fields of a kind. Where it leads stays once it is kept: what may be out is looked for there. */
export function DestinationFields({ form, isNew, missing, onChange }: Props) {
  const { t } = useWords();
  const { kind } = form;
  const wrong = (field: Field) => missing.has(field) && t(`destinations.wrong.${field}`);
  return (
    <>
      <NativeSelect
        label={t('destinations.what')}
        value={kind}
        disabled={!isNew}
        data-autofocus={isNew || undefined}
        data={DestinationKind.options.map((value) => ({ value, label: t(`destinations.kind.${value}`) }))}
        onChange={(event) => onChange(kindChosen(event.currentTarget.value as DestinationKind))}
      />
      <TextInput
        label={t('destinations.label')}
        description={t('destinations.labelHint')}
        inputWrapperOrder={ORDER}
        maxLength={80}
        value={form.label}
        error={wrong('label')}
        onChange={(event) => onChange({ label: event.currentTarget.value })}
      />
      <TextInput
        label={t(`destinations.address.${kind}`)}
        description={isNew ? undefined : t('destinations.addressStays')}
        inputWrapperOrder={ORDER}
        type="url"
        inputMode="url"
        disabled={!isNew}
        value={form.address}
        error={wrong('address')}
        onChange={(event) => onChange({ address: event.currentTarget.value })}
      />
      {kind === 'bluesky' && (
        <TextInput
          label={t('destinations.handle')}
          disabled={!isNew}
          value={form.handle}
          error={wrong('handle')}
          onChange={(event) => onChange({ handle: event.currentTarget.value })}
        />
      )}
      {kind === 'mastodon' && (
        <NativeSelect
          label={t('destinations.visibility')}
          value={form.visibility}
          data={VISIBILITIES.map((value) => ({ value, label: t(`destinations.visibilities.${value}`) }))}
          onChange={(event) => onChange({ visibility: event.currentTarget.value as DestinationForm['visibility'] })}
        />
      )}
      <PasswordInput
        label={t(`destinations.secret.${kind}`)}
        description={t(isNew ? `destinations.secretHint.${kind}` : 'destinations.secretStays')}
        inputWrapperOrder={ORDER}
        autoComplete="off"
        value={form.secret}
        error={wrong('secret')}
        onChange={(event) => onChange({ secret: event.currentTarget.value })}
      />
      {kind === 'webhook' && <WebhookFields form={form} isNew={isNew} missing={missing} onChange={onChange} />}
    </>
  );
}

function WebhookFields({ form, missing, onChange }: Props) {
  const { t } = useWords();
  return (
    <>
      <Checkbox.Group
        label={t('destinations.platforms')}
        description={t('destinations.platformsHint')}
        value={[...form.platforms]}
        error={missing.has('platforms') && t('destinations.wrong.platforms')}
        onChange={(chosen) => onChange({ platforms: chosen })}
      >
        <div className={styles.platforms}>
          {Platform.options.map((platform) => (
            <Checkbox key={platform} value={platform} label={platformName(t, platform)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label={t('destinations.dropsRepeats')}
        description={t('destinations.dropsRepeatsHint')}
        checked={form.dropsRepeats}
        onChange={(event) => onChange({ dropsRepeats: event.currentTarget.checked })}
      />
    </>
  );
}
