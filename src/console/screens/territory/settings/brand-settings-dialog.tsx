import { Button, Checkbox, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { BrandSettings } from '../../../../contract/territory-version.ts';
import { brandSettingsQuery, changeBrandSettings } from '../../../api/versions.ts';
import { tellDone } from '../../../decide/tell-done.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useWords } from '../../../ui/use-words.ts';
import styles from '../versions/versions.module.css';

interface Props {
  readonly brand: string;
  readonly mayAdminister: boolean;
  onClose(): void;
}

/** How quickly the brand answers, how it talks, and who approves. In force at once. */
export function BrandSettingsDialog({ brand, mayAdminister, onClose }: Props) {
  const { t } = useWords();
  const { data, isError } = useQuery(brandSettingsQuery(brand));
  return (
    <Dialog title={t('versions.brand.title')} onClose={onClose} wide>
      {isError && <p role="alert">{t('versions.brand.failed')}</p>}
      {data && <Form {...{ brand, mayAdminister, onClose }} loaded={data} />}
    </Dialog>
  );
}

function Form({ brand, mayAdminister, loaded, onClose }: Props & { readonly loaded: BrandSettings }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [now, setNow] = useState(loaded);
  const set = (part: Partial<BrandSettings>) => setNow({ ...now, ...part });
  const saving = useMutation({
    mutationFn: () => changeBrandSettings(brand, now),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['brand-settings', brand] });
      tellDone(t('versions.brand.saved'));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p className={styles.quiet}>{t('versions.brand.lead')}</p>
      <div className={styles.pair}>
        <Minutes name="reactivityMinutes" {...{ now, set }} least={1} most={1_440} />
        <Minutes name="publishMinutes" {...{ now, set }} least={0} most={240} />
        <Minutes name="alertScore" {...{ now, set }} least={0} most={100} />
      </div>
      <Textarea
        label={t('versions.brand.voice')}
        description={t('versions.brand.voiceHint')}
        value={now.voice}
        maxLength={2_000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => set({ voice: event.currentTarget.value })}
      />
      <Tone {...{ now, set }} />
      <Approval {...{ now, set }} mayAdminister={mayAdminister} />
      {saving.isError && <p role="alert">{t('versions.brand.notSaved', { detail: saving.error.message })}</p>}
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {t('versions.back')}
        </Button>
        <Button type="submit" loading={saving.isPending}>
          {t('versions.brand.save')}
        </Button>
      </div>
    </form>
  );
}

interface FieldProps {
  readonly now: BrandSettings;
  set(part: Partial<BrandSettings>): void;
}

interface MinutesProps extends FieldProps {
  readonly name: 'reactivityMinutes' | 'publishMinutes' | 'alertScore';
  readonly least: number;
  readonly most: number;
}

function Minutes({ name, now, set, least, most }: MinutesProps) {
  const { t } = useWords();
  return (
    <NumberInput
      label={t(`versions.brand.${name}`)}
      min={least}
      max={most}
      allowDecimal={false}
      clampBehavior="strict"
      value={now[name]}
      onChange={(next) => set({ [name]: Math.max(least, Number(next) || 0) })}
    />
  );
}

function Tone({ now, set }: FieldProps) {
  const { t } = useWords();
  const { tone } = now;
  return (
    <div className={styles.pair}>
      <NativeSelect
        label={t('versions.brand.address')}
        value={tone.address}
        data={(['formal', 'familiar'] as const).map((value) => ({ value, label: t(`versions.brand.${value}`) }))}
        onChange={(event) => set({ tone: { ...tone, address: event.currentTarget.value as typeof tone.address } })}
      />
      <NativeSelect
        label={t('versions.brand.humour')}
        value={tone.humour}
        data={(['none', 'dry', 'playful'] as const).map((value) => ({ value, label: t(`versions.brand.${value}`) }))}
        onChange={(event) => set({ tone: { ...tone, humour: event.currentTarget.value as typeof tone.humour } })}
      />
      <NumberInput
        label={t('versions.brand.emoji')}
        min={0}
        max={5}
        allowDecimal={false}
        clampBehavior="strict"
        value={tone.emoji}
        onChange={(next) => set({ tone: { ...tone, emoji: Number(next) || 0 } })}
      />
    </div>
  );
}

/** Who must approve what the gate lets through, and what it wants looked at. */
function Approval({ now, set, mayAdminister }: FieldProps & { readonly mayAdminister: boolean }) {
  const { t } = useWords();
  return (
    <fieldset disabled={!mayAdminister} className={styles.fields}>
      <legend className={styles.legend}>{t('versions.brand.approval')}</legend>
      {!mayAdminister && <p className={styles.quiet}>{t('versions.brand.approvalFor')}</p>}
      {(['go', 'review'] as const).map((verdict) => {
        const policy = now.approval[verdict];
        const change = (part: Partial<typeof policy>) =>
          set({ approval: { ...now.approval, [verdict]: { ...policy, ...part } } });
        return (
          <div key={verdict} className={styles.pair}>
            <NativeSelect
              label={t(`versions.brand.${verdict}`)}
              value={policy.of}
              data={(['nobody', 'any', 'all'] as const).map((value) => ({
                value,
                label: t(`versions.brand.of.${value}`),
              }))}
              onChange={(event) => change({ of: event.currentTarget.value as typeof policy.of })}
            />
            <Checkbox
              label={t('versions.brand.secondPerson')}
              checked={policy.secondPerson}
              onChange={(event) => change({ secondPerson: event.currentTarget.checked })}
            />
          </div>
        );
      })}
    </fieldset>
  );
}
