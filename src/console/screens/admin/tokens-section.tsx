import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenEntry } from '../../../contract/token.ts';
import { tokensQuery } from '../../api/admin.ts';
import { useMe, useNow } from '../../ui/app-context.tsx';
import danger from '../../ui/danger.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock, sayWhen } from '../../words/format.ts';
import styles from './admin.module.css';
import { RevokeDialog } from './revoke-dialog.tsx';
import { TokenDialog } from './token-dialog.tsx';

const COLUMNS = ['label', 'scope', 'expires', 'used', 'actions'] as const;

/** What programs may do here. */
export function TokensSection() {
  const { t } = useWords();
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<TokenEntry | null>(null);
  const tokens = useQuery(tokensQuery);
  return (
    <section className={styles.section} aria-label={t('admin.tabs.tokens')}>
      <div className={styles.head}>
        <p className={styles.lead}>{t('admin.tokens.lead')}</p>
        <Button onClick={() => setMaking(true)}>{t('admin.tokens.make')}</Button>
      </div>
      {tokens.isPending && <p role="status">{t('app.loading')}</p>}
      {tokens.isError && !tokens.data && <EmptyState title={t('admin.failed')} hint={tokens.error.message} />}
      {tokens.data?.length === 0 && <EmptyState title={t('admin.tokens.none')} hint={t('admin.tokens.noneDo')} />}
      {tokens.data && tokens.data.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`admin.tokens.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tokens.data.map((token) => (
              <TokenRow key={token.id} token={token} onRevoke={() => setRevoked(token)} />
            ))}
          </tbody>
        </table>
      )}
      {making && <TokenDialog onClose={() => setMaking(false)} />}
      {revoked && <RevokeDialog token={revoked} onClose={() => setRevoked(null)} />}
    </section>
  );
}

function TokenRow({ token, onRevoke }: { token: TokenEntry; onRevoke: () => void }) {
  const { t, language } = useWords();
  const now = useNow();
  const { brands } = useMe();
  const brand = brands.find(({ id }) => id === token.brand)?.name ?? token.brand;
  const end = token.expiresAt === null ? null : Date.parse(token.expiresAt);
  const over = end !== null && end <= now;
  const until = token.void
    ? t('admin.tokens.void')
    : over
      ? t('admin.tokens.expired', { time: sayWhen(end, now, language) })
      : end === null
        ? t('admin.tokens.noExpiry')
        : sayClock(end, now, language);
  return (
    <tr data-off={over || token.void || undefined}>
      <th scope="row">
        <span className={styles.who}>
          <strong>{token.label}</strong>
          {token.by && <span className={styles.quiet}>{t('admin.tokens.by', { name: token.by })}</span>}
        </span>
      </th>
      <td>{token.scope === 'intake' ? t('admin.tokens.intake') : t('admin.tokens.read', { brand })}</td>
      <td data-label={t('admin.tokens.expires')}>{until}</td>
      <td data-label={t('admin.tokens.used')}>
        {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : t('admin.tokens.never')}
      </td>
      <td className={styles.act}>
        <Button
          variant="default"
          size="compact-sm"
          className={danger.outline ?? ''}
          aria-label={t('admin.tokens.revokeFor', { name: token.label })}
          onClick={onRevoke}
        >
          {t('admin.tokens.revoke')}
        </Button>
      </td>
    </tr>
  );
}
