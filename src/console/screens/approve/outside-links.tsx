import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Draft } from '../../../contract/draft.ts';
import type { OutsideLink } from '../../../contract/outside.ts';
import { outsideLinksQuery, takeBackLink } from '../../api/outside.ts';
import { tellDone, tellTrouble } from '../../decide/tell-done.tsx';
import { useNow } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { sayClock, sayWhen } from '../../words/format.ts';
import styles from './approve.module.css';

/** Who outside was asked to approve the draft, and the way to take each link back; nothing where nobody was. */
export function OutsideLinks({ draft }: { draft: Draft }) {
  const { t } = useWords();
  const { data = [] } = useQuery(outsideLinksQuery(draft.id));
  if (data.length === 0) return null;
  return (
    <section aria-label={t('outside.links.title')}>
      <p className={styles.quiet}>{t('outside.links.title')}</p>
      <ul className={styles.links}>
        {data.map((link) => (
          <LinkItem key={link.id} draft={draft} link={link} />
        ))}
      </ul>
    </section>
  );
}

function LinkItem({ draft, link }: { draft: Draft; link: OutsideLink }) {
  const { t, language } = useWords();
  const now = useNow();
  const queries = useQueryClient();
  const { name, email, version, expiresAt, usedAt } = link;
  const takeBack = useMutation({
    mutationFn: () => takeBackLink(draft.id, link.id),
    onSuccess: () => tellDone(t('outside.links.done', { name })),
    onError: () => tellTrouble(t('outside.links.failed')),
    onSettled: () => void queries.invalidateQueries(outsideLinksQuery(draft.id)),
  });
  const stands =
    usedAt !== null
      ? t('outside.links.used', { ago: sayWhen(Date.parse(usedAt), now, language) })
      : version === draft.version
        ? t('outside.links.open', { time: sayClock(Date.parse(expiresAt), now, language) })
        : t('outside.links.old', { version });
  return (
    <li>
      <span>
        <bdi>{name}</bdi>
        {email !== null && (
          <span className={styles.quiet}>
            {' '}
            <bdi>{email}</bdi>
          </span>
        )}{' '}
        <span className={styles.quiet}>· {stands}</span>
      </span>
      {usedAt === null && (
        <Button
          size="compact-xs"
          variant="default"
          loading={takeBack.isPending}
          aria-label={t('outside.links.takeBackOf', { name })}
          onClick={() => takeBack.mutate()}
        >
          {t('outside.links.takeBack')}
        </Button>
      )}
    </li>
  );
}
