import { NativeSelect, Radio, TextInput } from '@mantine/core';
import { Care, Tone } from '../../../contract/moment.ts';
import type { Moment } from '../../../contract/moment.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayCountries } from '../../words/days.ts';
import { sayRule } from '../../words/rule.ts';
import styles from './calendar.module.css';
import { toCountries, usualCare } from './own-form.ts';
import type { FormProblems, OwnForm } from './own-form.ts';

interface Props {
  readonly form: OwnForm;
  readonly problems: FormProblems;
  readonly before: Moment | null;
  onChange(part: Partial<OwnForm>): void;
}

/** What a date of the brand's own has. The reader's language comes first. */
export function OwnFields({ form, problems, before, onChange }: Props) {
  const { t, code } = useWords();
  const both = code === 'fr' ? (['Fr', 'En'] as const) : (['En', 'Fr'] as const);
  const tell = (field: keyof FormProblems) => problems[field] && t(`calendar.form.${problems[field]}`);
  return (
    <>
      <div className={styles.pair}>
        {both.map((lang, index) => (
          <TextInput
            key={lang}
            label={t(`calendar.form.name${lang}`)}
            description={index === 1 ? t('calendar.form.nameHint') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form[`name${lang}`]}
            maxLength={200}
            lang={lang.toLowerCase()}
            error={index === 0 ? tell('name') : undefined}
            // It may come after the dialogue has given the focus to its cross.
            autoFocus={index === 0}
            data-autofocus={index === 0 || undefined}
            onChange={(event) => onChange({ [`name${lang}`]: event.currentTarget.value })}
          />
        ))}
      </div>
      <When form={form} problem={tell('date')} before={before} onChange={onChange} />
      <div className={styles.pair}>
        <Count
          label={t('calendar.form.days')}
          value={form.days}
          problem={tell('days')}
          min={1}
          max={366}
          onChange={(days) => onChange({ days })}
        />
        <Count
          label={t('calendar.form.lead')}
          value={form.lead}
          problem={tell('lead')}
          min={0}
          max={180}
          onChange={(lead) => onChange({ lead })}
        />
      </div>
      <Manner form={form} onChange={onChange} />
      <Countries value={form.countries} problem={tell('countries')} onChange={(countries) => onChange({ countries })} />
      <div className={styles.pair}>
        {both.map((lang) => (
          <TextInput
            key={lang}
            label={t(`calendar.form.words${lang}`)}
            description={lang === both[0] ? t('calendar.form.wordsWhy') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form[`words${lang}`]}
            maxLength={1_300}
            lang={lang.toLowerCase()}
            error={tell(`words${lang}`)}
            onChange={(event) => onChange({ [`words${lang}`]: event.currentTarget.value })}
          />
        ))}
      </div>
    </>
  );
}

interface WhenProps extends Pick<Props, 'form' | 'before' | 'onChange'> {
  readonly problem: string | undefined;
}

function When({ form, problem, before, onChange }: WhenProps) {
  const { t, language } = useWords();
  const kept =
    before && before.rule.kind !== 'fixed' && !(before.rule.kind === 'list' && before.rule.dates.length === 1);
  const labels = [
    ...(kept ? [['kept', t('calendar.form.kept', { rule: sayRule(t, before.rule, language) })] as const] : []),
    ['once', t('calendar.form.once')] as const,
    ['yearly', t('calendar.form.yearly')] as const,
  ];
  return (
    <>
      <Radio.Group label={t('calendar.form.when')} value={form.when} onChange={(value) => onChange({ when: value })}>
        <div className={styles.choices}>
          {labels.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
      {form.when !== 'kept' && (
        <TextInput
          type="date"
          label={t('calendar.form.date')}
          value={form.date}
          error={problem}
          onChange={(event) => onChange({ date: event.currentTarget.value })}
        />
      )}
    </>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly min: number;
  readonly max: number;
  onChange(value: string): void;
}

const Count = ({ label, value, problem, min, max, onChange }: CountProps) => (
  <TextInput
    type="number"
    inputMode="numeric"
    label={label}
    value={value}
    min={min}
    max={max}
    error={problem}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** Codes as they are written everywhere else; what they stand for is said as soon as they can be read. */
function Countries({ value, problem, onChange }: Pick<CountProps, 'value' | 'problem' | 'onChange'>) {
  const { t, language } = useWords();
  const codes = toCountries(value).filter((code) => /^[A-Z]{2}$/.test(code));
  return (
    <TextInput
      label={t('calendar.form.countries')}
      description={codes.length > 0 ? sayCountries(codes, language) : t('calendar.form.countriesWhy')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={value}
      maxLength={300}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Tone and gate. Another tone brings its usual care along, unless a person has chosen otherwise. */
function Manner({ form, onChange }: Pick<Props, 'form' | 'onChange'>) {
  const { t } = useWords();
  const care = { none: 'careNone', review: 'careReview', block: 'careBlock' } as const;
  return (
    <div className={styles.pair}>
      <NativeSelect
        label={t('calendar.form.tone')}
        value={form.tone}
        data={Tone.options.map((value) => ({ value, label: t(`calendar.tone.${value}`) }))}
        onChange={(event) => {
          const tone = Tone.parse(event.currentTarget.value);
          onChange({ tone, ...(form.care === usualCare(form.tone) && { care: usualCare(tone) }) });
        }}
      />
      <NativeSelect
        label={t('calendar.form.care')}
        value={form.care}
        data={Care.options.map((value) => ({ value, label: t(`calendar.form.${care[value]}`) }))}
        onChange={(event) => onChange({ care: Care.parse(event.currentTarget.value) })}
      />
    </div>
  );
}
