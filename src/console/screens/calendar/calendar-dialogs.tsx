import type { Me } from '../../../contract/user.ts';
import { ImportDialog } from './import-dialog.tsx';
import { OwnDialog } from './own-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** What a person asked for that wants a dialogue. `moment` is the id of an own one. */
export type Asked = { readonly what: 'add' | 'import' } | { readonly what: 'edit' | 'remove'; readonly moment: string };

interface Props {
  readonly brand: Me['brands'][number];
  readonly today: string;
  readonly asked: Asked | null;
  onClose(): void;
}

export function CalendarDialogs({ brand, today, asked, onClose }: Props) {
  switch (asked?.what) {
    case undefined:
      return null;
    case 'import':
      return <ImportDialog brand={brand} onClose={onClose} />;
    case 'add':
      return <OwnDialog brand={brand.id} today={today} moment={null} onClose={onClose} />;
    case 'edit':
      return <OwnDialog brand={brand.id} today={today} moment={asked.moment} onClose={onClose} />;
    case 'remove':
      return <RemoveDialog brand={brand} moment={asked.moment} onClose={onClose} />;
  }
}
