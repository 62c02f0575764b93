import type { TerritoryRemark } from '../../../../contract/territory-version.ts';
import type { NoGoTopic, Territory, Topic } from '../../../../contract/territory.ts';
import type { RuleView } from '../editor/rule-view.ts';

interface MistakePlace {
  readonly topic: Topic | NoGoTopic | null;
  readonly noGo: boolean;
  /** What people call it; null for an example, which has no name. */
  readonly name: string | null;
}

/** Where in a territory a mistake lies: `topics.2.query`, `lists.rivals.0`, `examples.match.3`. */
export function placeOf({ path }: TerritoryRemark, territory: Territory): MistakePlace {
  const [kind, which = ''] = path.split('.');
  const noGo = kind === 'noGo';
  if (kind === 'topics' || noGo) {
    const topic = (noGo ? territory.noGo : territory.topics)[Number(which)] ?? null;
    return { topic, noGo, name: topic?.label ?? null };
  }
  return { topic: null, noGo, name: kind === 'lists' ? `list:${which}` : null };
}

/** Brings the place of a mistake before the person. */
export function leadTo({ path, from }: TerritoryRemark, view: RuleView | null): void {
  const [kind, which = '', index = ''] = path.split('.');
  if (kind === 'lists') return leadToEntry(which, Number(index));
  if (kind === 'examples') return leadToExample(`${which}.${index}`);
  view?.select(from ?? 0, from ?? 0);
}

function leadToEntry(name: string, entry: number): void {
  const field = document.querySelector<HTMLTextAreaElement>(`textarea[data-list="${name}"]`);
  if (!field) return;
  field.closest('details')?.setAttribute('open', '');
  const lines = field.value.split('\n');
  const start = lines.slice(0, entry).join('\n').length + (entry > 0 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[entry]?.length ?? 0));
}

function leadToExample(which: string): void {
  const item = document.querySelector<HTMLElement>(`[data-example="${which}"]`);
  item?.closest('details')?.setAttribute('open', '');
  item?.focus();
}
