import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { draftsQuery } from '../../api/drafts.ts';
import { draftsOf } from '../../state/drafts.ts';
import { useLive, useMe } from '../../ui/app-context.tsx';
import { useWords } from '../../ui/use-words.ts';
import { DraftCheckSection } from '../opportunity/draft-check-section.tsx';
import { Section } from '../opportunity/section.tsx';
import { keepWords } from '../opportunity/use-kept-draft.ts';
import { DraftEditor } from './draft-editor.tsx';
import { DraftReading } from './draft-reading.tsx';
import { DraftMark } from './draft-standing.tsx';
import styles from './drafts.module.css';

/** What is open in the editor: `key` stays while a new draft gets its name. */
interface Slot {
  readonly key: string;
  readonly draft: string | null;
}

/** The words that answer the story. Before it is accepted they are only checked, on this device. */
export function DraftsSection({ card }: { card: Card }) {
  const { id } = card.opportunity;
  const live = useLive((state) => state.drafts);
  const isAccepted = card.decision?.action === 'accept';
  const begun = Object.values(live).some((own) => Object.values(own).some((draft) => draft.opportunity === id));
  return isAccepted || begun ? <Drafts key={id} card={card} /> : <DraftCheckSection card={card} />;
}

function Drafts({ card }: { card: Card }) {
  const { t } = useWords();
  const me = useMe();
  const { brand, id, state } = card.opportunity;
  const live = useLive((all) => all.drafts);
  const { data, isPending } = useQuery(draftsQuery(id));
  const fetched = data?.drafts;
  const drafts = useMemo(() => draftsOf(id, live, fetched ?? []), [id, live, fetched]);
  const [slot, setSlot] = useState<Slot | null>(null);
  const mayWrite = me.brands.find((one) => one.id === brand)?.permissions.includes('decide') === true;
  const begins = mayWrite && card.decision?.action === 'accept' && state !== 'closed';
  const latest = drafts.findLast((draft) => draft.state !== 'withdrawn');
  const { key, draft: shown } = slot ?? { key: latest?.id ?? 'new', draft: latest?.id ?? null };
  const draft = drafts.find((one) => one.id === shown) ?? null;
  const isNew = shown === null;
  const begin = (text = '') => {
    if (text !== '') keepWords(id, text);
    setSlot({ key: `new ${drafts.length}`, draft: null });
  };
  // An empty box would be taken from under the hands of whoever begins to write in it before the draft that exists is here.
  if (isPending) {
    return (
      <Section title={t('drafts.title')}>
        <p className={styles.quiet}>{t('app.loading')}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t('drafts.title')}
      aside={begins && !isNew && isSettled(draft) && <NewButton onClick={() => begin()} />}
    >
      {(drafts.length > 1 || drafts.some((one) => one.state === 'withdrawn')) && (
        <Chooser drafts={drafts} shown={shown} onChoose={(one) => setSlot({ key: one, draft: one })} />
      )}
      {mayWrite && (begins || draft) ? (
        <DraftEditor
          key={key}
          card={card}
          draft={draft}
          onBegun={() => slot ?? setSlot({ key, draft: shown })}
          onCreated={({ id: made }) => setSlot({ key, draft: made })}
          onPicked={({ id: made }) => setSlot({ key: made, draft: made })}
          onAnew={begin}
        />
      ) : draft ? (
        <DraftReading card={card} draft={draft} />
      ) : (
        <p className={styles.quiet}>{t('drafts.none')}</p>
      )}
    </Section>
  );
}

/** Whether nothing more is going to be written there, so that another may be begun. */
const isSettled = (draft: Draft | null) =>
  draft === null || ['rejected', 'approved', 'published', 'withdrawn'].includes(draft.state);

function NewButton({ onClick }: { onClick: () => void }) {
  const { t } = useWords();
  return (
    <Button size="compact-sm" variant="subtle" onClick={onClick}>
      {t('drafts.new')}
    </Button>
  );
}

interface ChooserProps {
  readonly drafts: readonly Draft[];
  readonly shown: string | null;
  onChoose(draft: string): void;
}

function Chooser({ drafts, shown, onChoose }: ChooserProps) {
  const { t } = useWords();
  return (
    <div role="group" aria-label={t('drafts.choose')} className={styles.chooser}>
      {drafts.map((draft, index) => (
        <button key={draft.id} type="button" aria-pressed={draft.id === shown} onClick={() => onChoose(draft.id)}>
          {t('drafts.nth', { number: index + 1, name: draft.author.name })} <DraftMark state={draft.state} />
        </button>
      ))}
    </div>
  );
}
