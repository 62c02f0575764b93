import type { OutsideView } from '../../../contract/outside.ts';
import { useNow } from '../../ui/app-context.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { useWords } from '../../ui/use-words.ts';
import { VerdictBadge } from '../../ui/verdict-badge.tsx';
import { sayClock } from '../../words/format.ts';
import { platformsOf } from '../drafts/editor/platforms.ts';
import { useLimits } from '../drafts/editor/use-limits.ts';
import { PostPreview } from '../drafts/preview/post-preview.tsx';
import { textOn } from '../drafts/saving/said.ts';
import styles from './outside.module.css';

/** Who asks, what it answers, what the gate says, and the draft as it will look wherever it goes. */
export function ShownFromOutside({ view }: { view: OutsideView }) {
  const { t, language } = useWords();
  const now = useNow();
  const limits = useLimits();
  const { draft, story, brand, name, askedBy, expiresAt, deadline } = view;
  const said = { text: draft.text, variants: draft.variants, media: [] };
  const platforms = platformsOf(draft, draft.platforms);
  const clock = (at: string) => sayClock(Date.parse(at), now, language);
  return (
    <>
      <header className={styles.head}>
        <h1>{t('outside.page.title')}</h1>
        <p>{t('outside.page.lead', { by: askedBy, name, brand })}</p>
        <p className={styles.quiet}>
          {deadline !== null && `${t('outside.page.deadline', { time: clock(deadline) })} `}
          {t('outside.page.until', { time: clock(expiresAt) })}
        </p>
      </header>
      <section className={styles.story} aria-label={t('outside.page.about')}>
        <p className={styles.quiet}>{t('outside.page.about')}</p>
        <p className={styles.title}>
          <ForeignText text={story.title} lang={story.lang} />
        </p>
        <p className={styles.verdict}>
          <span className={styles.quiet}>{t('outside.page.gate')}</span> <VerdictBadge level={story.verdict} long />{' '}
          {t(`verdict.${story.verdict}Means`)}
        </p>
      </section>
      <section className={styles.draft} aria-label={t('outside.page.draft', { author: draft.author })}>
        <h2>{t('outside.page.draft', { author: draft.author })}</h2>
        <div className={styles.previews}>
          {(platforms.length > 0 ? platforms : (['internal'] as const)).map((platform) => (
            <PostPreview
              key={platform}
              {...{ platform, limits, lang: draft.lang, pictures: draft.pictures }}
              name={brand}
              text={textOn(said, platform)}
            />
          ))}
        </div>
        {draft.pictures.length > 0 && (
          <ul className={styles.alts}>
            {draft.pictures.map(({ media, alt, src }) => (
              <li key={media}>
                <img src={src} alt="" />
                <span dir="auto">{alt}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
