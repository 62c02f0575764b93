import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { Role } from '../../../contract/user.ts';
import type { RoleGrant } from '../../../contract/user.ts';
import account from '../../account/account.module.css';
import { useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { administeredBrands } from './administered.ts';
import styles from './admin.module.css';
import { useSayRole } from './role-chips.tsx';

interface Props {
  readonly grants: readonly RoleGrant[];
  onChange(grants: readonly RoleGrant[]): void;
}

/** One line a role. Only brands that the person administers are offered; all of them to who administers all. */
export function RolesField({ grants, onChange }: Props) {
  const { t } = useWords();
  const me = useMe();
  const say = useSayRole();
  const own = administeredBrands(me).map(({ id, name }) => ({ value: id, label: name }));
  const brands = me.administrator ? [{ value: '*', label: t('admin.allBrands') }, ...own] : own;
  const set = (index: number, part: Partial<RoleGrant>) =>
    onChange(grants.map((grant, at) => (at === index ? { ...grant, ...part } : grant)));
  const add = () => onChange([...grants, { brand: own[0]?.value ?? '*', role: 'viewer' }]);
  return (
    <div className={account.form}>
      {grants.map((grant, index) => (
        // Lines have no name of their own: they may be equal while they are written.
        <div key={index} className={styles.grant}>
          <NativeSelect
            label={t('admin.roles.brand')}
            value={grant.brand}
            data={brands}
            onChange={(event) => set(index, { brand: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('admin.roles.role')}
            value={grant.role}
            data={Role.options.map((value) => ({ value, label: t(`admin.role.${value}`) }))}
            onChange={(event) => set(index, { role: Role.parse(event.currentTarget.value) })}
          />
          <ActionIcon
            variant="default"
            size={36}
            aria-label={t('admin.roles.removeFor', { role: say(grant) })}
            title={t('admin.roles.remove')}
            onClick={() => onChange(grants.filter((_, at) => at !== index))}
          >
            <span aria-hidden="true">×</span>
          </ActionIcon>
          <span className={styles.quiet}>{t(`admin.roleMeans.${grant.role}`)}</span>
        </div>
      ))}
      <div className={account.start}>
        <Button variant="default" size="compact-sm" onClick={add}>
          {t('admin.roles.add')}
        </Button>
      </div>
    </div>
  );
}
