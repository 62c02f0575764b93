import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState } from '@codemirror/state';
import type { CompletionSource } from '@codemirror/autocomplete';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import type { QueryCheck } from '../../../../contract/query.ts';
import { colours, showTokens } from './colours.ts';
import { editorTheme } from './editor-theme.ts';

export interface RuleViewOptions {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly complete: CompletionSource;
  onChange(text: string): void;
}

/** What is known of the text that was checked, in the person's language. */
export interface Checked {
  readonly text: string;
  readonly tokens: QueryCheck['tokens'];
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly from: number;
  readonly to: number;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
}

/** The editor of one rule, outside React: it keeps its own text, selection and history. */
export interface RuleView {
  setText(text: string): void;
  /** Colours and underlines; nothing where the text has gone on since. */
  show(checked: Checked): void;
  describe(attributes: Readonly<Record<string, string>>, readOnly: boolean): void;
  /** Puts words where the caret is, in place of what is selected, or of the word there where it is this one. */
  insert(text: string, instead: string): void;
  select(from: number, to: number): void;
  selected(): string;
  destroy(): void;
}

export function createRuleView({ parent, text, complete, onChange }: RuleViewOptions): RuleView {
  const described = new Compartment();
  let isOwn = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...[history(), drawSelection(), closeBrackets(), bracketMatching(), EditorView.lineWrapping],
        // Escape once closes the list of completions. Tab is not taken: it leaves the field.
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        autocompletion({ override: [complete], icons: false, closeOnBlur: true }),
        ...[colours, editorTheme, described.of([])],
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOwn) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  const length = (): number => view.state.doc.length;
  return {
    setText(next) {
      if (next === view.state.doc.toString()) return;
      isOwn = true;
      view.dispatch({ changes: { from: 0, to: length(), insert: next } });
      isOwn = false;
    },
    show({ text: checked, tokens, remarks }) {
      if (checked !== view.state.doc.toString()) return;
      view.dispatch({ effects: showTokens.of(tokens) });
      view.dispatch(setDiagnostics(view.state, remarks.map(underlined)));
    },
    describe(attributes, readOnly) {
      const shown = [EditorView.contentAttributes.of(attributes), EditorState.readOnly.of(readOnly)];
      view.dispatch({ effects: described.reconfigure(shown) });
    },
    insert(words, instead) {
      const { state } = view;
      const around = state.selection.main.empty ? state.wordAt(state.selection.main.head) : null;
      const isIt = around && state.sliceDoc(around.from, around.to) === instead;
      const { from, to } = isIt ? around : state.selection.main;
      const changes = { from, to, insert: words };
      view.dispatch({ changes, selection: { anchor: from + words.length }, scrollIntoView: true });
      view.focus();
    },
    select(from, to) {
      const at = (place: number): number => Math.min(place, length());
      view.dispatch({ selection: { anchor: at(from), head: at(to) }, scrollIntoView: true });
      view.focus();
    },
    selected() {
      const { from, to } = view.state.selection.main;
      const word = from === to ? view.state.wordAt(from) : null;
      return view.state.sliceDoc(word?.from ?? from, word?.to ?? to);
    },
    destroy: () => view.destroy(),
  };

  /** An empty place, as at the end of an open bracket, has one character to stand under. */
  function underlined({ from, to, severity, message }: Remark) {
    const end = Math.min(Math.max(to, from + 1), length());
    return {
      from: Math.min(from, Math.max(0, end - 1)),
      to: end,
      severity: severity === 'hint' ? 'info' : severity,
      message,
    } as const;
  }
}
