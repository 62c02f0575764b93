import type { ReactNode } from 'react';
import type { Opportunity } from '../../../contract/opportunity.ts';
import type { Story } from '../../../contract/story.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { sayPlatform } from '../../ui/platform.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayMinutes, sayShare } from '../../words/format.ts';
import { CurveChart } from './curve-chart.tsx';
import styles from './opportunity.module.css';
import { Section } from './section.tsx';

/** Curve, figures, topics and platforms. */
export function Facts({ opportunity, story }: { opportunity: Opportunity; story: Story | null }) {
  const { t } = useWords();
  return (
    <>
      <Section title={t('opportunity.curve')}>
        <CurveChart curve={story?.curve ?? opportunity.curve} />
      </Section>
      <Section title={t('opportunity.facts')}>
        <Figures opportunity={opportunity} startedBy={story?.startedBy} />
      </Section>
      <Section title={t('opportunity.topics')}>
        <Topics opportunity={opportunity} words={story?.words ?? []} />
      </Section>
      <Section title={t('opportunity.platforms')}>
        <Platforms opportunity={opportunity} />
      </Section>
    </>
  );
}

interface FiguresProps {
  readonly opportunity: Opportunity;
  readonly startedBy: Story['startedBy'];
}

function Figures({ opportunity, startedBy }: FiguresProps) {
  const { t, language } = useWords();
  const { authors, outlets, items, copies, burst, velocity, firstAt, lastAt } = opportunity;
  const minutes = sayMinutes(burst.minutes, language);
  return (
    <dl className={`${styles.figures} numbers`}>
      <Figure name={t('opportunity.figure.who')}>
        {t('card.authors', { count: authors })}, {t('card.outlets', { count: outlets })}
      </Figure>
      <Figure name={t('opportunity.figure.items')}>
        {t('card.items', { count: items })}, {t('card.copies', { count: copies })}
      </Figure>
      <Figure name={t('opportunity.figure.burst')}>
        {burst.term && `${burst.term}: `}
        {t('opportunity.burst', { count: burst.count, minutes, usual: burst.usual })}
      </Figure>
      <Figure name={t('opportunity.figure.velocity')}>{t('opportunity.velocity', { rate: velocity })}</Figure>
      <Figure name={t('opportunity.first')}>
        <RelativeTime at={firstAt} />
      </Figure>
      {startedBy && (
        <Figure name={t('opportunity.startedBy')}>{startedBy.author ?? startedBy.site ?? startedBy.source}</Figure>
      )}
      <Figure name={t('opportunity.last')}>
        <RelativeTime at={lastAt} />
      </Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Topics({ opportunity, words }: { opportunity: Opportunity; words: readonly string[] }) {
  const { t } = useWords();
  return (
    <>
      <ul className={styles.topics}>
        {opportunity.topics.map((topic) => (
          <li key={topic.topic}>
            <strong>{topic.label}</strong>{' '}
            <span className={styles.quiet}>
              {topic.words.join(', ')}
              {topic.inTitle && ` · ${t('opportunity.inTitle')}`}
            </span>
          </li>
        ))}
      </ul>
      {words.length > 0 && (
        <p className={styles.quiet}>{t('opportunity.storyWords', { words: words.slice(0, 12).join(', ') })}</p>
      )}
    </>
  );
}

function Platforms({ opportunity }: { opportunity: Opportunity }) {
  const { t, language } = useWords();
  return (
    <ul className={styles.platforms}>
      {opportunity.platforms.map(({ name, share }) => (
        <li key={name}>
          <span>{name === 'news' ? t('card.news') : sayPlatform(name)}</span>
          <span className={styles.share} aria-hidden="true">
            <span style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
          <span className="numbers">{sayShare(share, language)}</span>
        </li>
      ))}
    </ul>
  );
}
