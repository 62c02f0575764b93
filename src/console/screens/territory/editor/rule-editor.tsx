import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useId, useRef } from 'react';
import type { RefObject } from 'react';
import type { QueryCheck } from '../../../../contract/query.ts';
import type { Territory } from '../../../../contract/territory.ts';
import { checkQuery, fetchCompletions } from '../../../api/territory.ts';
import { useWords } from '../../../ui/use-words.ts';
import type { ConsoleLanguage } from '../../../words/set-up.ts';
import { useSettledValue } from '../use-settled-value.ts';
import { createCompletions } from './completions.ts';
import styles from './editor.module.css';
import { RemarkList } from './remark-list.tsx';
import { createRuleView } from './rule-view.ts';
import type { Remark, RuleView } from './rule-view.ts';

/** Somebody paused so long after a key. Milliseconds. */
const PAUSE_MS = 150;

interface Props {
  readonly brand: string;
  readonly label: string;
  readonly query: string;
  readonly lists: Territory['lists'];
  readonly readOnly: boolean;
  /** Where the others find the editor. */
  readonly viewRef: RefObject<RuleView | null>;
  onChange(query: string): void;
}

/** A rule, coloured and checked while somebody writes it. */
export function RuleEditor({ brand, label, query, lists, readOnly, viewRef, onChange }: Props) {
  const { t, code } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const help = useId();
  const settled = useSettledValue(query, PAUSE_MS);
  const checked = useQuery({ ...checkQuery(settled, lists), enabled: settled.trim() !== '' });
  const remarks = checked.data ? remarksOf(checked.data.check, code) : [];

  const change = useEffectEvent((text: string) => onChange(text));
  const words = useEffectEvent(() => t);
  const listNames = useEffectEvent(() => Object.keys(lists));
  const lately = useEffectEvent((begins: string, signal: AbortSignal) => fetchCompletions(brand, begins, signal));
  const start = useEffectEvent((parent: HTMLElement) =>
    createRuleView({
      ...{ parent, text: query, onChange: (text) => change(text) },
      complete: createCompletions({
        lists: () => listNames(),
        lately: (begins, signal) => lately(begins, signal),
        words: () => words(),
      }),
    }),
  );
  useEffect(() => {
    const made = start(box.current!);
    viewRef.current = made;
    return () => {
      viewRef.current = null;
      made.destroy();
    };
  }, [viewRef]);
  useEffect(() => {
    const invalid = checked.data ? checked.data.check.errors.length > 0 : false;
    const described = { 'aria-label': label, 'aria-describedby': help, 'aria-invalid': String(invalid) };
    viewRef.current?.describe({ ...described, spellcheck: 'false', autocapitalize: 'off' }, readOnly);
  }, [viewRef, label, help, readOnly, checked.data]);
  useEffect(() => viewRef.current?.setText(query), [viewRef, query]);
  useEffect(() => {
    if (!checked.data) return;
    const { query: text, check } = checked.data;
    viewRef.current?.show({ text, tokens: check.tokens, remarks: remarksOf(check, code) });
  }, [viewRef, checked.data, code]);

  return (
    <div className={styles.editor}>
      <div ref={box} className={styles.field} />
      <p id={help} className={styles.help}>
        {t('territory.editor.help')}
      </p>
      {checked.isError ? (
        <p role="status" className={styles.quiet}>
          {t('territory.editor.offline')}
        </p>
      ) : (
        <RemarkList
          text={checked.data?.query ?? ''}
          remarks={remarks}
          isRead={checked.data !== undefined}
          onGo={({ from, to }) => viewRef.current?.select(from, to)}
        />
      )}
    </div>
  );
}

function remarksOf({ errors, warnings }: QueryCheck, code: ConsoleLanguage): Remark[] {
  const said = ({ from, to, message }: QueryCheck['errors'][number]) => ({ from, to, message: message[code] });
  return [
    ...errors.map((error) => ({ ...said(error), severity: 'error' as const })),
    ...warnings.map((warning) => ({ ...said(warning), severity: warning.severity })),
  ];
}
