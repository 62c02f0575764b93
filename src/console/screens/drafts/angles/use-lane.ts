import { useQuery } from '@tanstack/react-query';
import type { Card } from '../../../../contract/card.ts';
import type { ClearedAngle } from '../../../../contract/cleared-angle.ts';
import type { Draft } from '../../../../contract/draft.ts';
import { offeredAnglesQuery } from '../../../api/angles.ts';
import { useWords } from '../../../ui/use-words.ts';
import { sayReason } from '../../../words/reason.ts';
import type { Said } from '../saving/said.ts';

/** How a draft that was taken from an angle stands to it. */
export interface Lane {
  /** Sent as it is, it is approved. The server asks again. */
  readonly isOpen: boolean;
  readonly words: string;
}

/** Null where the draft is from no angle, or that is not known yet. */
export function useLane({ opportunity }: Card, draft: Draft | null, said: Said): Lane | null {
  const { t, words, language } = useWords();
  const query = offeredAnglesQuery(opportunity.id, opportunity.verdict.level);
  const { data } = useQuery({ ...query, enabled: draft?.angle !== undefined });
  if (draft?.angle === undefined || !data) return null;
  const offered = data.find(({ angle }) => angle.id === draft.angle);
  if (!offered) return { isOpen: false, words: t('angles.lane.gone') };
  const { angle, obstacle } = offered;
  const { name } = angle;
  if (!says(said, angle)) return { isOpen: false, words: t('angles.lane.changed', { name }) };
  if (obstacle) return { isOpen: false, words: t('angles.lane.shut', { name, why: sayReason(words, obstacle) }) };
  return { isOpen: true, words: t('angles.lane.open', { name, names: approversOf(angle, language) }) };
}

export const approversOf = ({ approvals }: ClearedAngle, language: string): string =>
  new Intl.ListFormat(language).format(approvals.map(({ by }) => by.name));

/** Whether the words are those that were approved, on no other platforms. */
function says({ text, variants, media }: Said, angle: ClearedAngle): boolean {
  if (text.trim() !== angle.text || media.length > 0 || variants.length === 0) return false;
  return variants.every((one) => {
    const allowed = angle.variants.find(({ platform }) => platform === one.platform);
    return allowed !== undefined && (one.text?.trim() || angle.text) === (allowed.text ?? angle.text);
  });
}
