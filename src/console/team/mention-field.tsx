import { Textarea } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import { flushSync } from 'react-dom';
import type { Colleague, Comment } from '../../contract/teamwork.ts';
import { useWords } from '../ui/use-words.ts';
import styles from './mention-field.module.css';
import { callingAt, complete, suggest } from './mentions.ts';
import type { Calling } from './mentions.ts';

interface Props {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly text: string;
  readonly called: Comment['mentions'];
  readonly colleagues: readonly Colleague[];
  readonly label: string;
  readonly most: number;
  onChange(text: string, called: Comment['mentions']): void;
  onSend(): void;
}

const SUGGESTED = 6;

/** A text in which `@` completes the names of colleagues. */
export function MentionField({ ref, text, called, colleagues, label, most, onChange, onSend }: Props) {
  const { t } = useWords();
  const own = useRef<HTMLTextAreaElement>(null);
  const [calling, setCalling] = useState<Calling | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const found = calling ? suggest(colleagues, calling.word, SUGGESTED) : [];
  const look = (field: HTMLTextAreaElement) => {
    setCalling(field.selectionStart === field.selectionEnd ? callingAt(field.value, field.selectionStart) : null);
    setAt(0);
  };
  const choose = ({ id, name }: Colleague) => {
    if (!calling) return;
    const done = complete(text, calling, name);
    // Written at once: a caret placed a frame later would jump back under the hands of whoever writes on.
    flushSync(() => {
      onChange(done.text, [...called.filter((one) => one.id !== id), { id, name }]);
      setCalling(null);
    });
    own.current?.setSelectionRange(done.caret, done.caret);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return (event.preventDefault(), onSend());
    const chosen = found[at];
    if (!chosen) return;
    if (event.key === 'Escape') return (event.stopPropagation(), setCalling(null));
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.field}>
      <Textarea
        ref={(field) => {
          own.current = field;
          if (typeof ref === 'function') ref(field);
          else if (ref) ref.current = field;
        }}
        aria-label={label}
        placeholder={t('team.comments.placeholder')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={most}
        value={text}
        aria-autocomplete="list"
        aria-controls={found.length > 0 ? list : undefined}
        aria-activedescendant={found.length > 0 ? `${list}-${String(at)}` : undefined}
        onChange={(event) => (onChange(event.currentTarget.value, called), look(event.currentTarget))}
        onClick={(event) => look(event.currentTarget)}
        onBlur={() => setCalling(null)}
        onKeyDown={onKeyDown}
      />
      {found.length > 0 && (
        <ul id={list} role="listbox" aria-label={t('team.comments.colleagues')} className={styles.suggested}>
          {found.map((one, index) => (
            <li
              key={one.id}
              id={`${list}-${String(index)}`}
              role="option"
              aria-selected={index === at}
              // The field keeps the focus, and with it what is written.
              onPointerDown={(event) => (event.preventDefault(), choose(one))}
            >
              <bdi>{one.name}</bdi>
              <span>{one.roles.map((role) => t(`team.roles.${role}`)).join(', ')}</span>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="hidden-text">
        {found.length > 0 ? t('team.comments.suggested', { count: found.length }) : ''}
      </p>
    </div>
  );
}
