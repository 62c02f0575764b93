import { getRouteApi, Link } from '@tanstack/react-router';
import { useMe } from '../../ui/app-context.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../ui/use-words.ts';
import { administers } from './administered.ts';
import styles from './admin.module.css';
import { AuditSection } from './audit-section.tsx';
import { ChannelsSection } from './channels-section.tsx';
import { DestinationsSection } from './destinations/destinations-section.tsx';
import { HealthSection } from './health-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { ADMIN_TABS } from './tabs.ts';
import { TokensSection } from './tokens-section.tsx';

const route = getRouteApi('/admin');

const SECTIONS = {
  people: PeopleSection,
  tokens: TokensSection,
  destinations: DestinationsSection,
  channels: ChannelsSection,
  audit: AuditSection,
  health: HealthSection,
};

/** People, tokens, the audit log and how the installation does: for those who administer a brand, or all. */
export function AdminScreen() {
  const { t } = useWords();
  useTitle(t('admin.title'));
  const me = useMe();
  const { tab = 'people' } = route.useSearch();
  if (!administers(me)) return <EmptyState title={t('admin.only')} hint={t('admin.onlyDo')} />;
  const Section = SECTIONS[tab];
  return (
    <div>
      <ScreenHeader title={t('admin.title')} />
      <nav className={styles.tabs} aria-label={t('admin.title')}>
        {ADMIN_TABS.map((one) => (
          <Link
            key={one}
            to="/admin"
            search={{ tab: one }}
            aria-current={one === tab ? 'page' : undefined}
            activeProps={{}}
          >
            {t(`admin.tabs.${one}`)}
          </Link>
        ))}
      </nav>
      <Section />
    </div>
  );
}
