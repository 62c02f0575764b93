import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import type { Platform } from '../../../contract/platform.ts';
import { obstacleOf } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { useOthersWriting, useWritingHere } from '../../team/writers.ts';
import { useWords } from '../../ui/use-words.ts';
import { sayWhen } from '../../words/format.ts';
import { Offers } from './angles/offers.tsx';
import angles from './angles/offers.module.css';
import { useLane } from './angles/use-lane.ts';
import { CheckedWords } from './checked-words.tsx';
import { Conflict } from './conflict.tsx';
import { DraftActs } from './draft-acts.tsx';
import { DraftReading } from './draft-reading.tsx';
import { aboutCheck } from './draft-text.tsx';
import { DraftStanding } from './draft-standing.tsx';
import styles from './drafts.module.css';
import { ContentFields } from './editor/content-fields.tsx';
import { ObstacleNote } from './obstacle-note.tsx';
import { SaveState } from './saving/save-state.tsx';
import { isUnsaved, isWritable } from './saving/sync.ts';
import type { Said } from './saving/said.ts';
import { useSay } from './use-say.ts';
import { useSettled } from './use-settled.ts';
import { useWriting } from './saving/use-writing.ts';
import { VariantCheck } from './variant-check.tsx';
import { Suggestions } from './suggestions.tsx';
import { Versions } from './versions.tsx';

/** Who wrote so short a time ago is still at it. Milliseconds. */
const AT_IT_MS = 90_000;

interface Props {
  readonly card: Card;
  readonly draft: Draft | null;
  /** The person has begun to write. */
  onBegun(): void;
  onCreated(draft: Draft): void;
  /** Another draft, begun from an angle. */
  onPicked(draft: Draft): void;
  /** Another draft, with a text. */
  onAnew(text: string): void;
}

/** One draft before somebody who may write: its text while it can be written, else where it stands and what is next. */
export function DraftEditor({ card, draft, onBegun, onCreated, onPicked, onAnew }: Props) {
  const { writing, view } = useWriting({ card, draft, onCreated });
  const { base, theirs } = view;
  const anew = (text: string) => {
    writing.choose('theirs');
    onAnew(text);
  };
  if (theirs) return <Conflict view={view} onChoose={writing.choose} onAnew={anew} />;
  if (base && !isWritable(base) && !isUnsaved(view)) return <DraftReading card={card} draft={base} />;
  return (
    <Field
      card={card}
      draft={base}
      view={view}
      onChange={(change) => (onBegun(), writing.type(change(writing.get().said)))}
      onFlush={() => (onBegun(), writing.flush())}
      onPicked={onPicked}
    />
  );
}

interface FieldProps {
  readonly card: Card;
  readonly draft: Draft | null;
  readonly view: ReturnType<typeof useWriting>['view'];
  onChange(change: (said: Said) => Partial<Said>): void;
  onFlush(): Promise<Draft | null>;
  onPicked(draft: Draft): void;
}

function Field({ card, draft, view, onChange, onFlush, onPicked }: FieldProps) {
  const { t } = useWords();
  const { said } = view;
  const { text } = said;
  const { opportunity } = card;
  const freezes = useLive((state) => state.freezes);
  const obstacle = obstacleOf(card, freezes);
  const here = useWritingHere(draft);
  const lane = useLane(card, draft, said);
  return (
    <>
      {draft ? (
        <DraftStanding draft={draft} opportunity={opportunity} />
      ) : (
        <p className={styles.quiet}>{t('drafts.lead')}</p>
      )}
      {obstacle && <ObstacleNote obstacle={obstacle} />}
      {obstacle && <p className={styles.quiet}>{t('drafts.obstacle.writing')}</p>}
      {draft && <AlsoWriting draft={draft} />}
      <div {...here}>
        <ContentFields
          brand={opportunity.brand}
          lang={draft?.lang ?? 'und'}
          said={said}
          aside={<SaveState view={view} onSave={() => void onFlush()} />}
          onChange={onChange}
        />
      </div>
      {lane && (
        <p role="status" className={angles.lane} data-open={lane.isOpen || undefined}>
          {lane.words}
        </p>
      )}
      {draft?.angle === undefined && <Offers card={card} onBegun={onPicked} />}
      <Suggestions card={card} text={text} onUse={(words) => onChange(() => ({ text: words }))} />
      <WrittenCheck card={card} text={text} />
      {said.variants.map(({ platform, text: own }) =>
        own === undefined ? null : <WrittenCheck key={platform} card={card} text={own} platform={platform} />,
      )}
      <DraftActs
        {...{ card, draft, obstacle, onFlush }}
        isEmpty={text.trim() === ''}
        isCleared={lane?.isOpen === true}
      />
      {draft && draft.version > 1 && <Versions draft={draft} onRestore={(said) => onChange(() => said)} />}
    </>
  );
}

/** What was found in words that are being written. */
function WrittenCheck({ card, text, platform }: { card: Card; text: string; platform?: Platform }) {
  const settled = useSettled(text);
  const about = { ...aboutCheck(card, settled), isWriting: text !== settled };
  return platform === undefined ? <CheckedWords {...about} /> : <VariantCheck {...about} platform={platform} />;
}

/** A colleague's text is only minutes old: two people in one field help nobody. */
function AlsoWriting({ draft }: { draft: Draft }) {
  const { t, language } = useWords();
  const me = useMe();
  const { now } = useSay();
  const at = Date.parse(draft.updatedAt);
  const others = useOthersWriting(draft);
  if (others.length > 0) {
    const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(others);
    return (
      <p role="status" className={styles.also}>
        {t('editor.writing', { count: others.length, names })}
      </p>
    );
  }
  if (draft.author.id === me.id || draft.state !== 'writing' || now - at > AT_IT_MS) return null;
  return (
    <p role="status" className={styles.also}>
      {t('drafts.isWriting', { name: draft.author.name, ago: sayWhen(at, now, language) })}
    </p>
  );
}
