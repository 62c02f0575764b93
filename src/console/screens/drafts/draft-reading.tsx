import type { Card } from '../../../contract/card.ts';
import type { Draft } from '../../../contract/draft.ts';
import { obstacleOf } from '../../state/drafts.ts';
import { useLive } from '../../ui/app-context.tsx';
import { Deadline } from './deadline.tsx';
import { DraftActs } from './draft-acts.tsx';
import { DraftStanding } from './draft-standing.tsx';
import { DraftContent } from './draft-content.tsx';
import { ObstacleNote } from './obstacle-note.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { Versions } from './versions.tsx';

/** A draft that is not being written now, or by somebody else: where it stands, its text, and what is next. */
export function DraftReading({ card, draft }: { card: Card; draft: Draft }) {
  const freezes = useLive((state) => state.freezes);
  const isOver = draft.state === 'published' || draft.state === 'withdrawn';
  const obstacle = isOver ? null : obstacleOf(card, freezes);
  return (
    <>
      <DraftStanding draft={draft} opportunity={card.opportunity} />
      <Deadline draft={draft} />
      {obstacle && <ObstacleNote obstacle={obstacle} />}
      <DraftContent card={card} draft={draft} />
      <DraftActs card={card} draft={draft} isEmpty={false} obstacle={obstacle} onFlush={() => Promise.resolve(draft)} />
      <PublishPanel card={card} draft={draft} />
      {draft.version > 1 && <Versions draft={draft} />}
    </>
  );
}
