import { useState } from 'react';
import type { ClipboardEvent, DragEvent } from 'react';
import { ApiError } from '../../../api/client.ts';
import { addPicture } from '../../../api/media.ts';
import { useWords } from '../../../ui/use-words.ts';

export interface Uploads {
  readonly pending: boolean;
  /** Why the last one was not taken, as a sentence. */
  readonly problem: string | null;
  add(files: readonly File[]): void;
  /** For the place where pictures may be dropped and pasted. */
  readonly target: {
    onPaste(event: ClipboardEvent): void;
    onDrop(event: DragEvent): void;
    onDragOver(event: DragEvent): void;
  };
}

interface Options {
  readonly brand: string;
  /** How many more there may be. */
  readonly room: number;
  onAdded(id: string): void;
}

const isPicture = ({ type }: File) => type.startsWith('image/');

/** Sends pictures one after the other, from wherever they come. */
export function useUploads({ brand, room, onAdded }: Options): Uploads {
  const { t } = useWords();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(files: readonly File[]): Promise<void> {
    setPending(true);
    setProblem(files.length > room ? t('editor.tooManyPictures') : null);
    for (const file of files.slice(0, room)) {
      try {
        onAdded((await addPicture(brand, file)).id);
      } catch (error) {
        setProblem(say(error, file.name));
      }
    }
    setPending(false);
  }

  function say(error: unknown, name: string): string {
    const kind = error instanceof ApiError ? error.kind : '';
    const known = ['not-a-picture', 'too-large', 'offline'].includes(kind) ? kind : 'other';
    const detail = error instanceof Error ? error.message : '';
    return t(`editor.notTaken.${known}`, { name, detail });
  }

  const add = (files: readonly File[]) => {
    if (files.length > 0) void send(files);
  };
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const pictures = [...data.files].filter(isPicture);
    if (pictures.length === 0) return;
    event.preventDefault();
    add(pictures);
  };
  return {
    ...{ pending, problem, add },
    target: {
      onPaste: (event) => take(event, event.clipboardData),
      onDrop: (event) => take(event, event.dataTransfer),
      onDragOver: (event) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      },
    },
  };
}
