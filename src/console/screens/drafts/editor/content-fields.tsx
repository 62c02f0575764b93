import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Platform } from '../../../../contract/platform.ts';
import { brandsQuery } from '../../../api/drafts.ts';
import { pictureAddress } from '../../../api/media.ts';
import { useWords } from '../../../ui/use-words.ts';
import { PostPreview } from '../preview/post-preview.tsx';
import { usePage } from '../preview/use-page.ts';
import { textOn } from '../saving/said.ts';
import type { Said } from '../saving/said.ts';
import { Counter, LimitWarnings } from './counter.tsx';
import styles from './editor.module.css';
import { MOST_PICTURES, Pictures } from './pictures.tsx';
import { platformName, platformsOf, withVariant } from './platforms.ts';
import { PlatformTabs } from './platform-tabs.tsx';
import { SpacingButton, TooLong, VariantTools } from './text-tools.tsx';
import { useLimits } from './use-limits.ts';
import { useUploads } from './use-uploads.ts';

/** As many characters as the server takes. */
const MOST = 20_000;

interface Props {
  readonly brand: string;
  readonly lang: string;
  readonly said: Said;
  /** Pictures stay as they are. */
  readonly fixedPictures?: boolean;
  readonly autoFocus?: boolean;
  /** Beside the counter. */
  readonly aside?: ReactNode;
  onChange(change: (said: Said) => Partial<Said>): void;
}

/** What a draft says, to be written: everywhere, and on each platform; with pictures, counters, and how it will look. */
export function ContentFields({ brand: id, lang, said, fixedPictures, autoFocus, aside, onChange }: Props) {
  const { t } = useWords();
  const limits = useLimits();
  const brand = useQuery(brandsQuery).data?.find((one) => one.id === id);
  const usual = brand?.platforms ?? [];
  const platforms = platformsOf(said, usual);
  const [chosen, show] = useState<Platform | null>(null);
  const shown = chosen !== null && platforms.includes(chosen) ? chosen : null;
  const own = said.variants.find(({ platform }) => platform === shown)?.text;
  const text = shown === null ? said.text : (own ?? said.text);
  const previewed = shown ?? platforms.find((one) => textOn(said, one) === said.text) ?? 'internal';
  const page = usePage(textOn(said, previewed), limits);
  const setVariant = (platform: Platform, words: string | undefined | null) =>
    onChange((now) => withVariant(now, usual, platform, words));
  const write = (words: string) => (shown === null ? onChange(() => ({ text: words })) : setVariant(shown, words));
  const uploads = useUploads({
    ...{ brand: id, room: MOST_PICTURES - said.media.length },
    onAdded: (media) => onChange((now) => ({ media: [...now.media, { media, alt: '' }] })),
  });
  const begin = (platform: Platform) => (setVariant(platform, said.text), show(platform));
  return (
    <div className={styles.editor} {...(fixedPictures ? {} : uploads.target)}>
      <PlatformTabs
        {...{ said, usual, limits, shown }}
        onShow={show}
        onAdd={(platform) => (setVariant(platform, undefined), show(platform))}
      />
      <div className={styles.columns}>
        <div className={styles.fields}>
          <ShownText
            key={shown ?? 'common'}
            {...{ text, autoFocus }}
            label={shown === null ? t('drafts.label') : t('editor.labelOn', { platform: platformName(t, shown) })}
            isFixed={shown !== null && own === undefined}
            onWrite={write}
          />
          <div className={styles.foot}>
            {shown === null ? (
              <span className="numbers">{t('drafts.characters', { count: countCharacters(text.trim()) })}</span>
            ) : (
              <Counter platform={shown} text={text} limits={limits} />
            )}
            {aside}
          </div>
          {shown === null && <TooLong {...{ said, platforms, limits }} onBegin={begin} />}
          {shown !== null && <LimitWarnings platform={shown} text={text} limits={limits} />}
          <div className={styles.tools}>
            {shown !== null && (
              <VariantTools
                platform={shown}
                isOwn={own !== undefined}
                onOwn={() => setVariant(shown, said.text)}
                onFollow={() => setVariant(shown, undefined)}
                onRemove={() => (setVariant(shown, null), show(null))}
              />
            )}
            {(lang === 'fr' || brand?.languages.includes('fr')) && (shown === null || own !== undefined) && (
              <SpacingButton text={text} onSpaced={write} />
            )}
          </div>
          {!fixedPictures && (
            <Pictures
              media={said.media}
              uploads={uploads}
              onChange={(change) => onChange((now) => ({ media: change(now.media) }))}
            />
          )}
        </div>
        <PostPreview
          {...{ platform: previewed, text: textOn(said, previewed), lang, page, limits }}
          name={brand?.name ?? id}
          pictures={said.media.map(({ media, alt }) => ({ src: pictureAddress(media, 'small'), alt }))}
        />
      </div>
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly text: string;
  readonly autoFocus: boolean | undefined;
  /** It says the common text, which is written elsewhere. */
  readonly isFixed: boolean;
  onWrite(text: string): void;
}

/** The words that are shown: to be written, or as they are taken from the common text. */
function ShownText({ label, text, autoFocus, isFixed, onWrite }: TextProps) {
  const { t } = useWords();
  if (isFixed) {
    return (
      <p className={styles.follows} dir="auto">
        {text.trim() === '' ? t('editor.followsEmpty') : text}
      </p>
    );
  }
  return (
    <Textarea
      aria-label={label}
      placeholder={t('drafts.placeholder')}
      autosize
      minRows={4}
      maxRows={16}
      maxLength={MOST}
      autoFocus={autoFocus}
      value={text}
      onChange={(event) => onWrite(event.currentTarget.value)}
    />
  );
}

/** Characters as a reader sees them: an emoji is one. */
const countCharacters = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
