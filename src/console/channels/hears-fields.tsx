import { Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import type { Hears } from '../../contract/channel.ts';
import { useMe } from '../ui/app-context.tsx';
import { useWords } from '../ui/use-words.ts';
import type { ChannelForm } from './channel-form.ts';
import styles from './channels.module.css';

const LEVELS = ['urgent', 'alert', 'quiet', 'off'] as const;
const OTHERS = ['approvals', 'calls', 'freezes', 'publications'] as const;

interface Props {
  readonly form: ChannelForm;
  readonly ofBrand: boolean;
  set(part: Partial<ChannelForm>): void;
}

/** What a channel hears: from which loudness and score on, what else, and of which brands. */
export function HearsFields({ form, ofBrand, set }: Props) {
  const { t } = useWords();
  const { hears } = form;
  const change = (part: Partial<Hears>) => set({ hears: { ...hears, ...part } });
  return (
    <fieldset className={styles.group}>
      <legend>{t('channels.form.hears')}</legend>
      <div className={styles.pair}>
        <NativeSelect
          label={t('channels.form.alerts')}
          value={hears.alerts}
          data={LEVELS.map((level) => ({ value: level, label: t(`channels.form.levels.${level}`) }))}
          onChange={(event) => change({ alerts: event.currentTarget.value as Hears['alerts'] })}
        />
        {hears.alerts !== 'off' && (
          <NumberInput
            label={t('channels.form.leastScore')}
            min={0}
            max={100}
            allowDecimal={false}
            clampBehavior="strict"
            value={hears.leastScore}
            onChange={(value) => change({ leastScore: Number(value) || 0 })}
          />
        )}
      </div>
      {OTHERS.filter((one) => !(ofBrand && one === 'calls')).map((one) => (
        <Checkbox
          key={one}
          checked={hears[one]}
          label={t(`channels.form.${one}`)}
          onChange={(event) => change({ [one]: event.currentTarget.checked })}
        />
      ))}
      {!ofBrand && <Brands form={form} set={set} />}
    </fieldset>
  );
}

/** All, also those to come; or some. */
function Brands({ form, set }: Pick<Props, 'form' | 'set'>) {
  const { t } = useWords();
  const { brands } = useMe();
  const { brands: chosen } = form;
  if (brands.length < 2) return null;
  const toggle = (brand: string, on: boolean) =>
    set({ brands: on ? [...(chosen ?? []), brand] : (chosen ?? []).filter((one) => one !== brand) });
  return (
    <fieldset className={styles.group}>
      <legend>{t('channels.form.brands')}</legend>
      <Checkbox
        checked={chosen === null}
        label={t('channels.form.allBrands')}
        onChange={(event) => set({ brands: event.currentTarget.checked ? null : brands.map(({ id }) => id) })}
      />
      {chosen !== null &&
        brands.map(({ id, name }) => (
          <Checkbox
            key={id}
            checked={chosen.includes(id)}
            label={name}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
    </fieldset>
  );
}
