import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { peopleQuery } from '../../api/admin.ts';
import type { AuditSearch } from '../../api/admin.ts';
import { useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';
import styles from './admin.module.css';
import { sayAction } from './say-action.ts';

interface Props {
  readonly search: AuditSearch;
  readonly actions: readonly string[];
  onChange(search: AuditSearch): void;
}

/** By text, person, action, brand and day. */
export function AuditFilters({ search, actions, onChange }: Props) {
  const { t } = useWords();
  const people = useQuery(peopleQuery);
  const brands = administeredBrands(useMe());
  const set = (field: keyof AuditSearch) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...search, [field]: event.currentTarget.value });
  const persons = (people.data?.people ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={styles.filters} role="search" aria-label={t('admin.tabs.audit')}>
      <TextInput
        type="search"
        label={t('admin.audit.text')}
        maxLength={200}
        value={search.text}
        onChange={set('text')}
      />
      <NativeSelect
        label={t('admin.audit.person')}
        value={search.person}
        data={[{ value: '', label: t('admin.audit.anyone') }, ...persons]}
        onChange={set('person')}
      />
      <NativeSelect
        label={t('admin.audit.action')}
        value={search.action}
        data={[
          { value: '', label: t('admin.audit.anything') },
          ...actions.map((action) => ({ value: action, label: sayAction(t, action) })),
        ]}
        onChange={set('action')}
      />
      <NativeSelect
        label={t('admin.audit.brand')}
        value={search.brand}
        data={[
          { value: '', label: t('admin.audit.anyBrand') },
          ...brands.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={set('brand')}
      />
      <TextInput type="date" label={t('admin.audit.from')} value={search.from} onChange={set('from')} />
      <TextInput type="date" label={t('admin.audit.to')} value={search.to} onChange={set('to')} />
    </div>
  );
}
