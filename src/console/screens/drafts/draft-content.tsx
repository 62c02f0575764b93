import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import type { LinkPreview } from '../../../contract/link-preview.ts';
import type { Platform } from '../../../contract/platform.ts';
import { brandsQuery } from '../../api/drafts.ts';
import { pictureAddress } from '../../api/media.ts';
import { useWords } from '../../ui/use-words.ts';
import { PictureRow } from './conflict.tsx';
import { aboutCheck, DraftText } from './draft-text.tsx';
import styles from './drafts.module.css';
import { Counter, LimitWarnings } from './editor/counter.tsx';
import { platformName, platformsOf } from './editor/platforms.ts';
import { useLimits } from './editor/use-limits.ts';
import type { Limits } from './editor/use-limits.ts';
import { PostPreview } from './preview/post-preview.tsx';
import { usePage } from './preview/use-page.ts';
import { textOn } from './saving/said.ts';
import { VariantCheck } from './variant-check.tsx';

/** Everything a draft says: the common words with what was found in them, and each platform as it will look, counted. */
export function DraftContent({ card, draft }: { card: Card; draft: Draft }) {
  const { t } = useWords();
  const limits = useLimits();
  const brand = useQuery(brandsQuery).data?.find(({ id }) => id === draft.brand);
  const page = usePage(draft.text, limits);
  const platforms = platformsOf(draft, brand?.platforms ?? []);
  const first = platforms.find((platform) => textOn(draft, platform) === draft.text);
  return (
    <>
      <DraftText card={card} draft={draft} />
      {draft.media.length > 0 && <PictureRow said={draft} />}
      {platforms.length > 0 && (
        <section aria-label={t('editor.previews')} className={styles.outputs}>
          {platforms.map((platform) => (
            <Output
              key={`${platform} ${draft.version}`}
              {...{ platform, draft, limits, page }}
              name={brand?.name ?? draft.brand}
              isFirst={platform === first}
            />
          ))}
        </section>
      )}
      {draft.variants.map(({ platform, text }) =>
        text === undefined ? null : (
          <VariantCheck key={platform} platform={platform} {...aboutCheck(card, text)} isWriting={false} />
        ),
      )}
    </>
  );
}

interface OutputProps {
  readonly platform: Platform;
  readonly draft: Draft;
  readonly name: string;
  readonly limits: Limits | null;
  /** The page that the common text links to. */
  readonly page: LinkPreview | null;
  /** The first that says the common words: what the others look like can be guessed. */
  readonly isFirst: boolean;
}

/** One platform: how long it is there, and unfolded how it will look. What nobody could guess is unfolded. */
function Output({ platform, draft, name, limits, page, isFirst }: OutputProps) {
  const { t } = useWords();
  const text = textOn(draft, platform);
  const isOwn = draft.variants.some((variant) => variant.platform === platform && variant.text !== undefined);
  const pictures = draft.media.map(({ media, alt }) => ({ src: pictureAddress(media, 'small'), alt }));
  return (
    <details className={styles.output} open={isOwn || isFirst} role="group" aria-label={platformName(t, platform)}>
      <summary>
        <strong>{platformName(t, platform)}</strong>
        <span className={styles.quiet}>{t(isOwn ? 'editor.ownText' : 'editor.commonText')}</span>
        <Counter platform={platform} text={text} limits={limits} />
      </summary>
      <PostPreview {...{ platform, name, text, lang: draft.lang, pictures, limits }} page={isOwn ? null : page} />
      <LimitWarnings platform={platform} text={text} limits={limits} />
    </details>
  );
}
