import { NativeSelect } from '@mantine/core';
import { useMe } from './app-context.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  onChoose(brand: string): void;
}

/** Whose of what is shown; nothing for those who have one brand. */
export function BrandSelect({ label, value, onChoose }: Props) {
  const { brands } = useMe();
  if (brands.length < 2) return null;
  return (
    <NativeSelect
      aria-label={label}
      size="xs"
      value={value}
      data={brands.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
