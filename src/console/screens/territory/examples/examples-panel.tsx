import type { ExampleJudgement } from '../../../../contract/lookback.ts';
import type { Territory, TerritoryExample } from '../../../../contract/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { ExampleKind } from '../editing.ts';
import { ExampleItem } from './example-item.tsx';
import styles from './examples.module.css';

interface Props {
  readonly territory: Territory;
  /** Null until they were run. */
  readonly judged: ExampleJudgement | null;
  readonly failed: boolean;
  readonly mayEdit: boolean;
  onMove(kind: ExampleKind, index: number): void;
  onForget(kind: ExampleKind, index: number): void;
}

const KINDS = ['match', 'miss'] as const;

/** Texts that hold the territory to what it is for, those that are not treated so first. */
export function ExamplesPanel({ territory, judged, failed, ...acts }: Props) {
  const { t } = useWords();
  const { examples } = territory;
  const count = examples.match.length + examples.miss.length;
  return (
    <section className={styles.examples} aria-label={t('territory.examples.title')}>
      <h2>{t('territory.examples.title')}</h2>
      <p className={styles.quiet}>{t('territory.examples.lead')}</p>
      {count === 0 && <p>{t('territory.examples.none')}</p>}
      {failed && <p role="status">{t('territory.examples.failed')}</p>}
      {judged && count > 0 && <Standing judged={judged} />}
      {KINDS.map((kind) => (
        <Kind key={kind} kind={kind} territory={territory} judged={judged?.[kind] ?? []} {...acts} />
      ))}
    </section>
  );
}

function Standing({ judged }: { judged: ExampleJudgement }) {
  const { t } = useWords();
  const failing = [...judged.match, ...judged.miss].filter(({ right }) => !right).length;
  return (
    <p role="status" className={failing > 0 ? styles.failing : styles.quiet}>
      {failing > 0 ? t('territory.examples.failing', { count: failing }) : t('territory.examples.allRight')}
    </p>
  );
}

interface KindProps extends Pick<Props, 'territory' | 'mayEdit' | 'onMove' | 'onForget'> {
  readonly kind: ExampleKind;
  readonly judged: ExampleJudgement['match'];
}

function Kind({ kind, territory, judged, mayEdit, onMove, onForget }: KindProps) {
  const { t } = useWords();
  const all = territory.examples[kind];
  if (all.length === 0) return null;
  const ordered = all
    .map((example, index) => ({ example, index, judgement: judged[index] ?? null }))
    .sort((a, b) => Number(a.judgement?.right ?? true) - Number(b.judgement?.right ?? true));
  return (
    <div>
      <h3>{t(`territory.examples.${kind}`)}</h3>
      <ul className={styles.list}>
        {ordered.map(({ example, index, judgement }) => (
          <ExampleItem
            key={keyOf(example)}
            {...{ example, kind, index, judgement, territory, mayEdit }}
            onMove={() => onMove(kind, index)}
            onForget={() => onForget(kind, index)}
          />
        ))}
      </ul>
    </div>
  );
}

const keyOf = ({ title, text }: TerritoryExample): string => `${title ?? ''}\n${text ?? ''}`;
