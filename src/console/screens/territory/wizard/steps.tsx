import { Button, Checkbox, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { FirstAnswers, Starters } from '../../../../contract/first-territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import {
  addSubject,
  changeWords,
  chooseSector,
  MOST_SUBJECTS,
  sectorOf,
  toggle,
  toggleSubject,
  withoutSubject,
} from './answers.ts';
import { WordsField } from './words-field.tsx';
import styles from './wizard.module.css';

export interface StepProps {
  readonly answers: FirstAnswers;
  readonly starters: Starters;
  onAnswer(answers: FirstAnswers): void;
}

export function BrandStep({ answers, starters, onAnswer }: StepProps) {
  const { t, code } = useWords();
  return (
    <>
      <WordsField
        label={t('wizard.brand.otherNames', { name: answers.name })}
        hint={t('wizard.brand.otherNamesHint')}
        words={answers.otherNames}
        most={10}
        onChange={(otherNames) => onAnswer({ ...answers, otherNames })}
      />
      <Radio.Group
        label={t('wizard.brand.sector')}
        description={t('wizard.brand.sectorHint')}
        value={answers.sector ?? 'other'}
        onChange={(id) => onAnswer(chooseSector(answers, starters.sectors.find((one) => one.id === id) ?? null))}
      >
        <div className={styles.choices}>
          {starters.sectors.map(({ id, label }) => (
            <Radio key={id} value={id} label={label[code]} />
          ))}
          <Radio value="other" label={t('wizard.brand.other')} />
        </div>
      </Radio.Group>
    </>
  );
}

export function SubjectsStep({ answers, starters, onAnswer }: StepProps) {
  const { t } = useWords();
  const lang = answers.languages[0]!;
  const sector = sectorOf(answers, starters);
  const isFull = answers.subjects.length >= MOST_SUBJECTS;
  const isChosen = (label: string) => answers.subjects.some((subject) => subject.label === label);
  return (
    <>
      {sector && (
        <fieldset className={styles.group}>
          <legend>{t('wizard.subjects.usual', { most: MOST_SUBJECTS })}</legend>
          {sector.subjects.map((subject) => (
            <Checkbox
              key={subject.label.en}
              label={subject.label[lang]}
              checked={isChosen(subject.label[lang])}
              disabled={isFull && !isChosen(subject.label[lang])}
              onChange={() => onAnswer(toggleSubject(answers, subject, lang))}
            />
          ))}
        </fieldset>
      )}
      <OwnSubject disabled={isFull} onAdd={(label) => onAnswer(addSubject(answers, label, lang))} />
      {isFull && <p className={styles.quiet}>{t('wizard.subjects.full', { most: MOST_SUBJECTS })}</p>}
      {answers.subjects.map(({ label, words }) => (
        <fieldset key={label} className={styles.subject}>
          <legend>{label}</legend>
          {answers.languages.map((one) => (
            <WordsField
              key={one}
              label={t(`wizard.wordsIn.${one}`)}
              words={words[one]}
              onChange={(next) => onAnswer(changeWords(answers, label, one, next))}
            />
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            color="gray"
            aria-label={t('wizard.subjects.removeOf', { label })}
            onClick={() => onAnswer(withoutSubject(answers, label))}
          >
            {t('wizard.subjects.remove')}
          </Button>
        </fieldset>
      ))}
    </>
  );
}

function OwnSubject({ disabled, onAdd }: { disabled: boolean; onAdd(label: string): void }) {
  const { t } = useWords();
  const [label, setLabel] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/[\p{L}\p{Nd}]/u.test(label)) onAdd(label.trim());
    setLabel('');
  };
  return (
    <form className={styles.adding} onSubmit={submit}>
      <TextInput
        label={t('wizard.subjects.own')}
        value={label}
        maxLength={80}
        disabled={disabled}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={disabled || label.trim() === ''}>
        {t('territory.add')}
      </Button>
    </form>
  );
}

export function RivalsStep({ answers, onAnswer }: StepProps) {
  const { t } = useWords();
  return (
    <WordsField
      label={t('wizard.rivals.label')}
      hint={t('wizard.rivals.hint')}
      words={answers.competitors}
      most={20}
      onChange={(competitors) => onAnswer({ ...answers, competitors })}
    />
  );
}

export function NeverStep({ answers, starters, onAnswer }: StepProps) {
  const { t, code } = useWords();
  return (
    <>
      <fieldset className={styles.group}>
        <legend>{t('wizard.never.templates')}</legend>
        {starters.never.map(({ id, label, action }) => (
          <Checkbox
            key={id}
            label={label[code]}
            description={t(`wizard.never.${action}`)}
            checked={answers.never.includes(id)}
            onChange={() => onAnswer({ ...answers, never: toggle(answers.never, id) })}
          />
        ))}
      </fieldset>
      {answers.languages.map((lang) => (
        <WordsField
          key={lang}
          label={
            answers.languages.length === 1
              ? t('wizard.never.own')
              : `${t('wizard.never.own')} (${t(`wizard.in.${lang}`)})`
          }
          hint={t('wizard.never.ownHint')}
          words={answers.neverWords[lang]}
          onChange={(words) => onAnswer({ ...answers, neverWords: { ...answers.neverWords, [lang]: words } })}
        />
      ))}
    </>
  );
}

export function NoiseStep({ answers, starters, onAnswer }: StepProps) {
  const { t, code } = useWords();
  return (
    <fieldset className={styles.group}>
      <legend>{t('wizard.noise.label')}</legend>
      {starters.noise.map(({ id, label, entries }) => (
        <Checkbox
          key={id}
          label={label[code]}
          description={t('wizard.noise.entries', { words: entries.slice(0, 4).join(', '), count: entries.length - 4 })}
          checked={answers.noise.includes(id)}
          onChange={() => onAnswer({ ...answers, noise: toggle(answers.noise, id) })}
        />
      ))}
    </fieldset>
  );
}
