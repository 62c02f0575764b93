import type { RoleGrant } from '../../../contract/user.ts';
import { useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import styles from './admin.module.css';

/** `Editor: Maison Sorbier`, for every role. */
export function useSayRole(): (grant: RoleGrant) => string {
  const { t } = useWords();
  const { brands } = useMe();
  return ({ role, brand }) =>
    t('admin.roleFor', {
      role: t(`admin.role.${role}`),
      brand: brand === '*' ? t('admin.allBrands') : (brands.find(({ id }) => id === brand)?.name ?? brand),
    });
}

export function RoleChips({ grants }: { grants: readonly RoleGrant[] }) {
  const { t } = useWords();
  const say = useSayRole();
  if (grants.length === 0) return <span className={styles.quiet}>{t('admin.people.noRole')}</span>;
  return (
    <span className={styles.roles}>
      {grants.map((grant) => (
        <span key={`${grant.brand} ${grant.role}`} className={styles.role}>
          {say(grant)}
        </span>
      ))}
    </span>
  );
}
