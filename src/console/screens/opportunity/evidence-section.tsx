import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Opportunity } from '../../../contract/opportunity.ts';
import type { Evidence, Story } from '../../../contract/story.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { sayPlatform } from '../../ui/platform.ts';
import { useWords } from '../../ui/use-words.ts';
import { EvidenceItem } from './evidence-item.tsx';
import { groupEvidence, threadEvidence } from './group-evidence.ts';
import type { EvidenceThread } from './group-evidence.ts';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

interface Props {
  readonly opportunity: Opportunity;
  readonly story: Story | null;
  readonly failed: boolean;
  onRetry(): void;
}

/** Why it trends, then every item kept of the story. */
export function EvidenceSection({ opportunity, story, failed, onRetry }: Props) {
  const { t } = useWords();
  const [byTime, setByTime] = useState(false);
  const evidence = story?.evidence ?? [];
  const { brand } = opportunity;
  return (
    <>
      <Section title={t('opportunity.why')}>
        <ul className={styles.items}>
          {opportunity.why.map((item) => (
            <EvidenceItem key={item.signal} item={item} brand={brand} />
          ))}
        </ul>
      </Section>
      <Section title={t('opportunity.evidence')} aside={<Order byTime={byTime} onChange={setByTime} />}>
        {failed && (
          <EmptyState title={t('opportunity.failed')} hint={t('opportunity.failedDo')}>
            <Button variant="default" onClick={onRetry}>
              {t('app.retry')}
            </Button>
          </EmptyState>
        )}
        {story && evidence.length === 0 && <p className={styles.quiet}>{t('opportunity.evidenceNone')}</p>}
        {story && evidence.length < story.items && evidence.length > 0 && (
          <p className={styles.quiet}>
            {t('opportunity.evidenceCapped', { count: evidence.length, total: story.items })}
          </p>
        )}
        {byTime ? (
          <Threads threads={threadEvidence(evidence)} brand={brand} />
        ) : (
          <Groups evidence={evidence} brand={brand} />
        )}
      </Section>
    </>
  );
}

function Order({ byTime, onChange }: { byTime: boolean; onChange: (byTime: boolean) => void }) {
  const { t } = useWords();
  return (
    <div role="group" aria-label={t('opportunity.group')} className={styles.order}>
      <button type="button" aria-pressed={!byTime} onClick={() => onChange(false)}>
        {t('opportunity.byOutlet')}
      </button>
      <button type="button" aria-pressed={byTime} onClick={() => onChange(true)}>
        {t('opportunity.byTime')}
      </button>
    </div>
  );
}

function Groups({ evidence, brand }: { evidence: readonly Evidence[]; brand: string }) {
  const { t } = useWords();
  return groupEvidence(evidence).map((group) => (
    <div key={`${group.kind} ${group.name}`} className={styles.group}>
      <h3 className={styles.groupName}>
        {group.kind === 'post' ? t('opportunity.posts', { name: sayPlatform(group.name) }) : <bdi>{group.name}</bdi>}
        <span className={`${styles.quiet} numbers`}>{t('card.items', { count: group.items })}</span>
      </h3>
      <Threads threads={group.threads} brand={brand} />
    </div>
  ));
}

function Threads({ threads, brand }: { threads: readonly EvidenceThread[]; brand: string }) {
  return (
    <ol className={styles.items}>
      {threads.map((thread) => (
        <EvidenceItem key={thread.item.signal} item={thread.item} copies={thread.copies} brand={brand} />
      ))}
    </ol>
  );
}
