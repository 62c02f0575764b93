import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly description: string;
  readonly value: readonly string[];
  readonly readOnly: boolean;
  /** Whether a word can stand there; others are kept in the field and do not count. */
  fits?(word: string): boolean;
  onChange(words: string[]): void;
}

/** Several words in one field, with commas or spaces between. */
export function WordsInput({ label, description, value, readOnly, fits = () => true, onChange }: Props) {
  const [text, setText] = useState(value.join(', '));
  const read = (written: string) => [...new Set(written.split(/[\s,;]+/).filter((word) => word !== '' && fits(word)))];
  // What came from elsewhere, such as an undo, is shown; what is being typed stays as it is typed.
  const shown = read(text).join() === value.join() ? text : value.join(', ');
  return (
    <TextInput
      {...{ label, description, readOnly }}
      value={shown}
      onChange={({ currentTarget: { value: written } }) => {
        setText(written);
        onChange(read(written));
      }}
    />
  );
}
