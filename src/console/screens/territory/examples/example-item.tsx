import { useState } from 'react';
import type { ExampleJudgement } from '../../../../contract/lookback.ts';
import type { Territory, TerritoryExample } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { ExampleKind } from '../editing.ts';
import { WhyPanel } from '../sample/why-panel.tsx';
import styles from './examples.module.css';

type Judgement = ExampleJudgement['match'][number];

interface Props {
  readonly example: TerritoryExample;
  readonly kind: ExampleKind;
  /** Its place among those of its kind. */
  readonly index: number;
  readonly judgement: Judgement | null;
  readonly territory: Territory;
  readonly mayEdit: boolean;
  onMove(): void;
  onForget(): void;
}

/** An example, what became of it, and the clauses that made it so. */
export function ExampleItem({ example, kind, index, judgement, territory, mayEdit, onMove, onForget }: Props) {
  const { t } = useWords();
  const [why, setWhy] = useState(false);
  const text = [example.title, example.text].filter(Boolean).join(' – ');
  return (
    <li
      className={styles.example}
      data-example={`${kind}.${index}`}
      tabIndex={-1}
      data-wrong={judgement?.right === false || undefined}
    >
      <p>
        {judgement && (
          <>
            <span aria-hidden="true">{judgement.right ? '✓' : '✗'}</span>
            <span className="hidden-text">
              {t(judgement.right ? 'territory.examples.right' : 'territory.examples.wrong')}:
            </span>{' '}
          </>
        )}
        <bdi dir="auto" lang={example.lang}>
          {text}
        </bdi>
      </p>
      {judgement && !judgement.right && <p className={styles.quiet}>{sayJudgement(t, kind, judgement, territory)}</p>}
      <p className={styles.acts}>
        <button
          type="button"
          aria-expanded={why}
          aria-label={t('territory.examples.whyOf', { text })}
          onClick={() => setWhy(!why)}
        >
          {t('territory.examples.why')}
        </button>
        {mayEdit && (
          <>
            <button type="button" aria-label={t('territory.examples.moveOf', { text })} onClick={onMove}>
              {t('territory.examples.move')}
            </button>
            <button type="button" aria-label={t('territory.examples.forgetOf', { text })} onClick={onForget}>
              {t('territory.examples.forget')}
            </button>
          </>
        )}
      </p>
      {why &&
        topicsToExplain(territory, example, judgement).map(({ id, label, query }) => (
          <div key={id}>
            <p className={styles.topic}>{label}</p>
            <WhyPanel rule={{ query, lists: territory.lists }} signal={signalOf(example)} />
          </div>
        ))}
    </li>
  );
}

function sayJudgement(
  t: ReturnType<typeof useWords>['t'],
  kind: ExampleKind,
  { found, missing }: Judgement,
  territory: Territory,
): string {
  const labels = (ids: readonly string[]) =>
    ids.map((id) => allTopics(territory).find((topic) => topic.id === id)?.label ?? id).join(', ');
  if (missing.length > 0) return t('territory.examples.missing', { topics: labels(missing) });
  return kind === 'miss'
    ? t('territory.examples.foundBy', { topics: labels(found) })
    : t('territory.examples.notFound');
}

const allTopics = ({ topics, noGo }: Territory) => [...topics, ...noGo];
/** A rule each: more would be a wall of text. */
const MOST_TOPICS = 3;

/** The topics it is about: those that should find it, those that do, or the first ones. */
function topicsToExplain(territory: Territory, { topics }: TerritoryExample, judgement: Judgement | null) {
  const named = new Set([...topics, ...(judgement?.found ?? [])]);
  const all = allTopics(territory);
  const chosen = named.size > 0 ? all.filter(({ id }) => named.has(id)) : all;
  return chosen.slice(0, MOST_TOPICS);
}

function signalOf({ title, text, lang, kind, url }: TerritoryExample) {
  return {
    ...(title !== undefined && { title }),
    ...(text !== undefined && { text }),
    ...(lang !== undefined && { lang }),
    ...(url !== undefined && { url }),
    kind: kind ?? (title === undefined ? ('post' as const) : ('news' as const)),
  };
}
