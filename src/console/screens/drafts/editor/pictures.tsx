import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { Attachment } from '../../../../contract/draft.ts';
import { READABLE_PICTURES } from '../../../../contract/media.ts';
import { pictureAddress } from '../../../api/media.ts';
import { useWords } from '../../../ui/use-words.ts';
import styles from './editor.module.css';
import type { Uploads } from './use-uploads.ts';

/** Pictures of one post at most, and characters of their description. */
export const MOST_PICTURES = 4;
const LONGEST_ALT = 1_500;

interface Props {
  readonly media: readonly Attachment[];
  readonly uploads: Uploads;
  onChange(change: (media: readonly Attachment[]) => readonly Attachment[]): void;
}

/** Pictures that go along, each with its words for those who do not see it; in the order in which they are shown. */
export function Pictures({ media, uploads, onChange }: Props) {
  const { t } = useWords();
  const chooser = useRef<HTMLInputElement>(null);
  const isFull = media.length >= MOST_PICTURES;
  const put = (at: number, next: Attachment[]) => onChange((all) => all.toSpliced(at, 1, ...next));
  const move = (at: number, by: number) =>
    onChange((all) => all.toSpliced(at, 1).toSpliced(at + by, 0, ...all.slice(at, at + 1)));
  return (
    <div className={styles.pictures}>
      {media.length > 0 && (
        <ol className={styles.pictureList} aria-label={t('editor.pictures')}>
          {media.map((one, at) => (
            <Picture
              key={one.media}
              {...{ one, at, many: media.length }}
              onAlt={(alt) => put(at, [{ ...one, alt }])}
              onRemove={() => put(at, [])}
              onMove={(by) => move(at, by)}
            />
          ))}
        </ol>
      )}
      <div className={styles.pictureTools}>
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept={READABLE_PICTURES.join(',')}
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={isFull}
          loading={uploads.pending}
          onClick={() => chooser.current?.click()}
        >
          {t('editor.addPicture')}
        </Button>
        <span className={styles.quiet}>{t(isFull ? 'editor.picturesFull' : 'editor.pictureHow')}</span>
      </div>
      {uploads.problem !== null && (
        <p role="alert" className={styles.problem}>
          {uploads.problem}
        </p>
      )}
    </div>
  );
}

interface PictureProps {
  readonly one: Attachment;
  readonly at: number;
  readonly many: number;
  onAlt(alt: string): void;
  onRemove(): void;
  onMove(by: number): void;
}

function Picture({ one, at, many, onAlt, onRemove, onMove }: PictureProps) {
  const { t } = useWords();
  const isMissing = one.alt.trim() === '';
  const number = at + 1;
  return (
    <li className={styles.picture}>
      <img src={pictureAddress(one.media, 'small')} alt={one.alt} />
      <div className={styles.pictureFields}>
        <Textarea
          label={t('editor.alt', { number })}
          description={t('editor.altCount', { count: one.alt.length, most: LONGEST_ALT })}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          placeholder={t('editor.altPlaceholder')}
          error={isMissing ? t('editor.altMissing') : undefined}
          autosize
          minRows={2}
          maxRows={5}
          maxLength={LONGEST_ALT}
          value={one.alt}
          onChange={(event) => onAlt(event.currentTarget.value)}
        />
        <div className={styles.pictureTools}>
          {many > 1 && (
            <>
              <Button size="compact-sm" variant="subtle" disabled={at === 0} onClick={() => onMove(-1)}>
                {t('editor.earlier')}
              </Button>
              <Button size="compact-sm" variant="subtle" disabled={number === many} onClick={() => onMove(1)}>
                {t('editor.later')}
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onRemove}>
            {t('editor.remove')}
          </Button>
        </div>
      </div>
    </li>
  );
}
