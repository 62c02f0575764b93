import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useReducer, useRef, useState } from 'react';
import type { Hit } from '../../../contract/lookback.ts';
import type { Territory, TerritoryExample } from '../../../contract/territory.ts';
import type { WorkingCopy } from '../../../contract/territory-version.ts';
import { judgeQuery } from '../../api/territory.ts';
import { useWords } from '../../ui/use-words.ts';
import type { RuleView } from './editor/rule-view.ts';
import { edit, isDirty, startEditing, topicOf } from './editing.ts';
import type { ExampleKind } from './editing.ts';
import { ExamplesPanel } from './examples/examples-panel.tsx';
import { ListEditor } from './list-editor.tsx';
import { MistakeNote } from './mistakes/mistake-note.tsx';
import { useMistakes } from './mistakes/use-mistakes.ts';
import { BreadthMeter } from './meter/breadth-meter.tsx';
import { NoisePanel } from './suggested/noise-panel.tsx';
import { SuggestedPanel } from './suggested/suggested-panel.tsx';
import { topicInWords } from './sample/topic-in-words.ts';
import { LiveSample } from './sample/live-sample.tsx';
import type { Order } from './sample/live-sample.tsx';
import { TryText } from './sample/try-text.tsx';
import { WhatWouldChange } from './replay/what-would-change.tsx';
import styles from './territory.module.css';
import { TopicEditor } from './topic-editor.tsx';
import { TopicList } from './topic-list.tsx';
import { useRule } from './use-rule.ts';
import { TerritorySettings } from './settings/territory-settings.tsx';
import { useVersions } from './versions/use-versions.ts';
import { VersionBar } from './versions/version-bar.tsx';
import { useSettledValue } from './use-settled-value.ts';

interface Props {
  readonly brand: string;
  readonly loaded: Territory;
  /** What the server has of it; null where that is nothing yet. */
  readonly copy: WorkingCopy | null;
  readonly lang: 'en' | 'fr';
  readonly mayEdit: boolean;
  readonly mayAdminister: boolean;
}

/** What costs more than a sample is asked for once somebody stops for longer. Milliseconds. */
const LONG_PAUSE_MS = 500;

/** Topics on the left, one of them in the middle, what it would have found on the right. */
export function Workbench({ brand, loaded, copy, lang, mayEdit, mayAdminister }: Props) {
  const { t } = useWords();
  const [state, send] = useReducer(edit, loaded, startEditing);
  const versions = useVersions({ brand, loaded: copy, state, send });
  const [days, setDays] = useState(7);
  const [order, setOrder] = useState<Order>('newest');
  const viewRef = useRef<RuleView | null>(null);
  const { territory, chosen } = state;
  const topic = topicOf(territory, chosen)!;
  const { rule, behind } = useRule(territory, topic);
  const settledRule = useSettledValue(rule, LONG_PAUSE_MS);
  const settled = useSettledValue(territory, LONG_PAUSE_MS);
  const judged = useQuery({ ...judgeQuery(brand, settled), placeholderData: keepPreviousData });
  const mistakes = useMistakes({ brand, territory: settled, mayEdit, viewRef, send });
  const take = (query: string) => send({ type: 'change', chosen, change: { query }, whole: true });
  const keep = (example: Omit<TerritoryExample, 'topics'>, kind: ExampleKind) =>
    send({ type: 'example', kind, example: { ...example, topics: kind === 'match' ? [chosen.id] : [] } });
  return (
    <>
      {!mayEdit && (
        <div className={styles.bar}>
          <p className={styles.quiet}>{t('territory.readOnly')}</p>
          <VersionBar {...{ brand, versions, mayEdit, mayAdminister }} dirty={false} />
        </div>
      )}
      {mayEdit && (
        <div className={styles.bar}>
          <Button size="xs" variant="default" disabled={state.past.length === 0} onClick={() => send({ type: 'undo' })}>
            {t('territory.undo')}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={state.future.length === 0}
            onClick={() => send({ type: 'redo' })}
          >
            {t('territory.redo')}
          </Button>
          <VersionBar
            {...{ brand, versions, mayEdit, mayAdminister }}
            dirty={isDirty(state)}
            mistakes={mistakes.faults.length}
            onMend={mistakes.goToFirst}
          />
          {mistakes.led && <MistakeNote led={mistakes.led} territory={settled} />}
        </div>
      )}
      <div className={styles.bench}>
        <TopicList
          {...{ territory, chosen, mayEdit }}
          mistakesIn={mistakes.inTopic}
          onChoose={(other) => send({ type: 'choose', chosen: other })}
          onAdd={(noGo, label) => send({ type: 'add', noGo, label })}
        />
        <div className={styles.middle}>
          <TopicEditor {...{ brand, territory, chosen, topic, mayEdit, lang, viewRef, send }} />
          <BreadthMeter
            key={`${chosen.noGo} ${chosen.id}`}
            brand={brand}
            request={{ rule: settledRule, days }}
            precision={judged.data?.precision ?? null}
            recall={judged.data?.recall ?? null}
            hasExamples={territory.examples.match.length + territory.examples.miss.length > 0}
            onShow={({ from, to }) => viewRef.current?.select(from, to)}
          />
          {mayEdit && (
            <SuggestedPanel
              {...{ brand, chosen, days }}
              territory={settled}
              onTake={take}
              onLabel={(signal, kind) => keep(exampleOf({ signal }), kind)}
            />
          )}
          <ExamplesPanel
            {...{ territory, mayEdit }}
            judged={judged.data ?? null}
            failed={judged.isError}
            onMove={(kind, index) => send({ type: 'move-example', kind, index })}
            onForget={(kind, index) => send({ type: 'forget-example', kind, index })}
          />
          <ListEditor
            lists={territory.lists}
            mayEdit={mayEdit}
            onChange={(name, entries) => send({ type: 'list', name, entries })}
          />
          <TerritorySettings
            {...{ territory, mayEdit }}
            onChange={(next) => send({ type: 'replace', territory: next })}
          />
          {mayEdit && (
            <NoisePanel {...{ brand, territory }} onReplace={(next) => send({ type: 'replace', territory: next })} />
          )}
          {mayEdit && <WhatWouldChange brand={brand} territory={territory} />}
        </div>
        <div className={styles.right}>
          <TryText rule={rule} onLabel={mayEdit ? keep : null} onTake={mayEdit ? take : undefined} />
          <LiveSample
            key={`${chosen.noGo} ${chosen.id}`}
            {...{ brand, rule, behind, days, order, mayEdit }}
            about={topicInWords(settled, topic)}
            onDays={setDays}
            onOrder={setOrder}
            onLabel={(hit, kind) => keep(exampleOf(hit), kind)}
          />
        </div>
      </div>
    </>
  );
}

/** An example holds words, not the whole signal. */
function exampleOf({ signal: { title, text, lang, kind } }: Pick<Hit, 'signal'>): Omit<TerritoryExample, 'topics'> {
  return {
    ...(title !== '' && { title }),
    ...(text !== '' && { text }),
    ...(lang !== 'und' && { lang }),
    kind,
  };
}
