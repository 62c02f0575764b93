import { useState } from 'react';
import type { Hit, PastSignal, RuleDraft } from '../../../../contract/lookback.ts';
import type { SignalToExplain } from '../../../../contract/query.ts';
import { useNow } from '../../../ui/app-context.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { OutsideLink } from '../../../ui/outside-link.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { sayWhen } from '../../../words/format.ts';
import { markText } from '../../../why/marked-text.ts';
import type { ExampleKind } from '../editing.ts';
import styles from './sample.module.css';
import { WhyPanel } from './why-panel.tsx';

interface Props {
  readonly hit: Hit;
  readonly rule: RuleDraft;
  /** Null for those who may not change the territory. */
  readonly onLabel: ((kind: ExampleKind) => void) | null;
}

/** A text that the rule finds, with what it finds in it; labelled right or wrong with one press. */
export function HitItem({ hit: { signal, marks }, rule, onLabel }: Props) {
  const { t, language } = useWords();
  const now = useNow();
  const [why, setWhy] = useState(false);
  const [labelled, setLabelled] = useState<ExampleKind | null>(null);
  const title = signal.title || signal.text.slice(0, 60);
  const label = (kind: ExampleKind) => {
    onLabel?.(kind);
    setLabelled(kind);
  };
  return (
    <li className={styles.hit}>
      {signal.title !== '' && (
        <p className={styles.hitTitle}>
          <Marked text={signal.title} places={marks.title} lang={signal.lang} />
        </p>
      )}
      {signal.text !== '' && (
        <p className={styles.hitText}>
          <Marked text={signal.text} places={marks.text} lang={signal.lang} />
        </p>
      )}
      <p className={styles.from}>
        <OutsideLink href={signal.url}>
          <ForeignText text={signal.author?.name ?? signal.site ?? signal.source} />
        </OutsideLink>{' '}
        · <time dateTime={signal.at}>{sayWhen(Date.parse(signal.at), now, language)}</time> · {signal.lang}
      </p>
      <p className={styles.acts}>
        <button
          type="button"
          aria-expanded={why}
          aria-label={t('territory.sample.whyOf', { title })}
          onClick={() => setWhy(!why)}
        >
          {t('territory.sample.why')}
        </button>
        {onLabel &&
          (['match', 'miss'] as const).map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={labelled === kind}
              aria-label={t(kind === 'match' ? 'territory.sample.shouldOf' : 'territory.sample.shouldNotOf', { title })}
              onClick={() => label(kind)}
            >
              {kind === 'match' ? '✓ ' : '✗ '}
              {t(kind === 'match' ? 'territory.sample.should' : 'territory.sample.shouldNot')}
            </button>
          ))}
        {labelled && <span role="status">{t('territory.sample.labelled')}</span>}
      </p>
      {why && <WhyPanel rule={rule} signal={toExplain(signal)} />}
    </li>
  );
}

function Marked({ text, places, lang }: { text: string; places: Hit['marks']['text']; lang: string }) {
  return (
    <bdi dir="auto" lang={lang === 'und' ? undefined : lang}>
      {markText(text, places).map(({ text: piece, marked }, i) =>
        marked ? <mark key={i}>{piece}</mark> : <span key={i}>{piece}</span>,
      )}
    </bdi>
  );
}

function toExplain({ source, kind, lang, title, text, url, author, metrics, at }: PastSignal): SignalToExplain {
  return {
    ...{ source, kind, lang, title, text, metrics, publishedAt: at, observedAt: at },
    ...(url !== undefined && { url }),
    ...(author !== undefined && { author }),
  };
}
