import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Suspense } from 'react';
import type { RefObject } from 'react';
import type { NoGoTopic, Territory, Topic } from '../../../contract/territory.ts';
import { useWords } from '../../ui/use-words.ts';
import { EditorTools } from './editor/editor-tools.tsx';
import { LazyRuleEditor } from './editor/lazy-rule-editor.tsx';
import type { RuleView } from './editor/rule-view.ts';
import type { Chosen, Edit } from './editing.ts';
import { TopicSettings } from './settings/topic-settings.tsx';
import styles from './territory.module.css';

interface Props {
  readonly brand: string;
  readonly territory: Territory;
  readonly chosen: Chosen;
  readonly topic: Topic | NoGoTopic;
  readonly mayEdit: boolean;
  /** Language of the brand's texts. */
  readonly lang: 'en' | 'fr';
  readonly viewRef: RefObject<RuleView | null>;
  send(edit: Edit): void;
}

/** One topic: its name, its rule, and what becomes of what it finds. */
export function TopicEditor({ brand, territory, chosen, topic, mayEdit, lang, viewRef, send }: Props) {
  const { t } = useWords();
  const change = (changed: Extract<Edit, { type: 'change' }>['change']) =>
    send({ type: 'change', chosen, change: changed });
  const isLast = !chosen.noGo && territory.topics.length === 1;
  return (
    <section className={styles.topic} aria-label={topic.label}>
      <div className={styles.named}>
        <TextInput
          label={t('territory.name')}
          value={topic.label}
          maxLength={100}
          readOnly={!mayEdit}
          onChange={({ currentTarget: { value } }) => value !== '' && change({ label: value })}
        />
        {'action' in topic && (
          <NativeSelect
            label={t('territory.action')}
            value={topic.action}
            disabled={!mayEdit}
            data={(['block', 'review'] as const).map((value) => ({ value, label: t(`territory.${value}`) }))}
            onChange={(event) => change({ action: event.currentTarget.value as 'block' | 'review' })}
          />
        )}
      </div>
      <Suspense fallback={<p role="status">{t('territory.editor.loading')}</p>}>
        <LazyRuleEditor
          key={`${chosen.noGo} ${chosen.id}`}
          {...{ brand, viewRef }}
          label={t('territory.editor.label', { topic: topic.label })}
          query={topic.query}
          lists={territory.lists}
          readOnly={!mayEdit}
          onChange={(query) => change({ query })}
        />
      </Suspense>
      {'weight' in topic && <TopicSettings {...{ topic, mayEdit, change }} />}
      {mayEdit && (
        <div className={styles.tools}>
          <EditorTools
            viewRef={viewRef}
            lang={lang}
            onReplace={(query) => send({ type: 'change', chosen, change: { query }, whole: true })}
          />
          {!isLast && (
            <Button variant="subtle" size="xs" color="gray" onClick={() => send({ type: 'remove', chosen })}>
              {t('territory.remove')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
