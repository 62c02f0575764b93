import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly words: readonly string[];
  readonly most?: number;
  onChange(words: string[]): void;
}

/** Words and phrases in one line, with commas between. */
export function WordsField({ label, hint, words, most = 30, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={label}
      description={hint}
      value={typed ?? words.join(', ')}
      maxLength={2_000}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onChange(wordsOf(value).slice(0, most));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim().slice(0, 80))
      .filter((word) => /[\p{L}\p{Nd}]/u.test(word)),
  ),
];
