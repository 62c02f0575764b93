import { Button } from '@mantine/core';
import { useId } from 'react';
import { pictureAddress } from '../../api/media.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayWhen } from '../../words/format.ts';
import styles from './drafts.module.css';
import { sayPart } from './editor/say-parts.ts';
import { sayApprovers } from './say-draft.ts';
import type { Part, Said } from './saving/said.ts';
import { isWritable, sidesOf } from './saving/sync.ts';
import type { Choice } from './saving/sync.ts';
import { useSay } from './use-say.ts';
import type { WritingView } from './saving/writing.ts';

interface Props {
  readonly view: WritingView;
  onChoose(choice: Choice): void;
  onAnew(text: string): void;
}

/** What two people wrote in the same place, both whole, and the choice between them. */
export function Conflict({ view, onChoose, onAnew }: Props) {
  const { t } = useWords();
  const label = useId();
  const { theirs, said } = view;
  const what = useWhatHappened(view);
  const sides = sidesOf(view);
  if (!theirs || !sides) return null;
  const isOver = theirs.state === 'published' || theirs.state === 'withdrawn';
  return (
    <div role="group" aria-labelledby={label} className={styles.conflict}>
      <p id={label} role="alert" className={styles.also}>
        {what}
      </p>
      <div className={styles.sides}>
        <Side title={t('drafts.conflict.theirs')} said={sides.theirs} parts={sides.parts} />
        <Side title={t('drafts.conflict.mine')} said={sides.mine} parts={sides.parts} />
      </div>
      <div className={styles.acts}>
        {isOver ? (
          <Button onClick={() => onAnew(said.text)}>{t('drafts.newFrom')}</Button>
        ) : (
          <>
            <Button variant="default" onClick={() => onChoose('mine')}>
              {t(isWritable(theirs) ? 'drafts.conflict.takeMine' : 'drafts.conflict.takeMineBack')}
            </Button>
            {isWritable(theirs) && (
              <Button variant="default" onClick={() => onChoose('both')}>
                {t('drafts.conflict.both')}
              </Button>
            )}
          </>
        )}
        <Button variant="default" onClick={() => onChoose('theirs')}>
          {t('drafts.conflict.takeTheirs')}
        </Button>
      </div>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly said: Said;
  readonly parts: readonly Part[];
}

/** What one of them has in each place that is disputed. */
function Side({ title, said, parts }: SideProps) {
  const { t } = useWords();
  const isTextAlone = parts.length === 1 && parts[0] === 'text';
  return (
    <section aria-label={title}>
      <h3 className={styles.sideTitle}>{title}</h3>
      {parts.map((part) => (
        <div key={part}>
          {!isTextAlone && <p className={styles.quiet}>{sayPart(t, part)}</p>}
          {part === 'media' ? <PictureRow said={said} /> : <PartText said={said} part={part} />}
        </div>
      ))}
    </section>
  );
}

function PartText({ said, part }: { said: Said; part: Exclude<Part, 'media'> }) {
  const { t } = useWords();
  const variant = part === 'text' ? null : said.variants.find(({ platform }) => platform === part);
  if (variant === undefined) return <p className={styles.quiet}>{t('editor.absent')}</p>;
  return (
    <p className={styles.text} dir="auto" tabIndex={0}>
      {variant?.text ?? said.text}
    </p>
  );
}

export function PictureRow({ said }: { said: Said }) {
  const { t } = useWords();
  if (said.media.length === 0) return <p className={styles.quiet}>{t('editor.noPictures')}</p>;
  return (
    <ul className={styles.pictureRow}>
      {said.media.map(({ media, alt }) => (
        <li key={media}>
          <img src={pictureAddress(media, 'small')} alt={alt} />
          <span dir="auto">{alt.trim() === '' ? t('editor.altNone') : alt}</span>
        </li>
      ))}
    </ul>
  );
}

/** What somebody did while this person was writing. */
function useWhatHappened({ theirs, base }: WritingView): string {
  const { t, language, now } = useSay();
  if (!theirs) return '';
  const ago = sayWhen(Date.parse(theirs.updatedAt), now, language);
  const { state, author } = theirs;
  if (state === 'published' || state === 'withdrawn') {
    return t('drafts.conflict.over', { state: t(`drafts.state.${state}`), ago });
  }
  if (state === 'approved') return t('drafts.conflict.approved', { ago, names: sayApprovers(theirs, language) });
  if (state === 'waiting' && theirs.version === base?.version) return t('drafts.conflict.sent', { ago });
  return t('drafts.conflict.changed', { name: author.name, ago });
}
