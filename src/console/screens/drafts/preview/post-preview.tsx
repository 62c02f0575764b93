import type { LinkPreview } from '../../../../contract/link-preview.ts';
import type { Platform } from '../../../../contract/platform.ts';
import { initialsOf } from '../../../team/people.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { platformName } from '../editor/platforms.ts';
import { overFrom } from '../editor/use-limits.ts';
import type { Limits } from '../editor/use-limits.ts';
import { LOOKS } from './looks.ts';
import type { Look } from './looks.ts';
import { piecesOf } from './pieces.ts';
import styles from './preview.module.css';

export interface ShownPicture {
  readonly src: string;
  readonly alt: string;
}

interface Props {
  readonly platform: Platform;
  /** The brand's name. */
  readonly name: string;
  readonly text: string;
  readonly lang: string;
  readonly pictures: readonly ShownPicture[];
  /** The page that the post's link leads to. */
  readonly page?: LinkPreview | null;
  readonly limits: Limits | null;
}

/** A post as it will look on a platform: plainly, but with what goes where, what is folded away, and what is too much. */
export function PostPreview({ platform, name, text, lang, pictures, page, limits }: Props) {
  const { t } = useWords();
  const look = LOOKS[platform];
  const where = platformName(t, platform);
  const shown = pictures.length > 0 && <PictureGrid pictures={pictures} />;
  const said = text.trim();
  return (
    <figure className={styles.preview}>
      <figcaption className={styles.where}>{t('editor.preview', { platform: where })}</figcaption>
      <div className={styles.post} data-platform={platform}>
        <PostHead name={name} look={look} />
        {look.picturesFirst && shown}
        {said === '' ? (
          <p className={styles.empty}>{t('editor.previewEmpty')}</p>
        ) : (
          <PostText {...{ platform, text: said, lang, limits }} fold={look.fold} />
        )}
        {!look.picturesFirst && shown}
        {!shown && look.card && page && <PageCard page={page} />}
        {look.picturesFirst && !shown && (
          <p className={styles.wantsPicture}>{t('editor.wantsPicture', { platform: where })}</p>
        )}
        <div className={styles.signs} aria-hidden="true">
          {look.signs.map((sign) => (
            <span key={sign}>{sign}</span>
          ))}
        </div>
      </div>
      {look.fold !== undefined && said.length > look.fold && (
        <p className={styles.fold}>{t('editor.fold', { count: look.fold })}</p>
      )}
    </figure>
  );
}

function PostHead({ name, look }: { name: string; look: Look }) {
  const { t } = useWords();
  return (
    <div className={styles.head}>
      <span className={styles.face} aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span className={styles.who}>
        <strong>{name}</strong>
        <span className={styles.when}>
          {look.handle && `@${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')} · `}
          {t('editor.justNow')}
        </span>
      </span>
    </div>
  );
}

interface TextProps {
  readonly platform: Platform;
  readonly text: string;
  readonly lang: string;
  readonly fold: number | undefined;
  readonly limits: Limits | null;
}

function PostText({ platform, text, lang, fold, limits }: TextProps) {
  const { t } = useWords();
  const over = limits && overFrom(limits, limits.measure(platform, text), text);
  const pieces = piecesOf(text, limits?.linksOf(text) ?? [], over);
  const isFolded = fold !== undefined && text.length > fold;
  return (
    <div
      className={styles.text}
      dir="auto"
      lang={lang === 'und' ? undefined : lang}
      data-folded={isFolded || undefined}
    >
      {pieces.map(({ text: piece, kind, over: isOver }, at) =>
        isOver ? (
          <mark key={at} className={styles.over} title={t('editor.tooMuch')}>
            {piece}
          </mark>
        ) : (
          <span key={at} className={kind === 'plain' ? undefined : styles.active}>
            {piece}
          </span>
        ),
      )}
    </div>
  );
}

function PictureGrid({ pictures }: { pictures: readonly ShownPicture[] }) {
  return (
    <div className={styles.grid} data-many={pictures.length}>
      {pictures.map(({ src, alt }) => (
        <img key={src} src={src} alt={alt} />
      ))}
    </div>
  );
}

function PageCard({ page: { host, title, description } }: { page: LinkPreview }) {
  return (
    <div className={styles.card}>
      <span className={styles.host}>{host}</span>
      <strong dir="auto">{title ?? host}</strong>
      {description !== null && (
        <span className={styles.about} dir="auto">
          {description}
        </span>
      )}
    </div>
  );
}
