import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './dialog.module.css';
import { useWords } from './use-words.ts';

interface Props {
  readonly title: string;
  onClose(): void;
  /** For what is read across: a table, a comparison, a long text. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog with a title. Its head is no `<header>`, which would count as a second banner of the page. */
export function Dialog({ title, onClose, wide = false, children }: Props) {
  const { t } = useWords();
  return (
    <Modal.Root opened onClose={onClose} centered size={wide ? 'lg' : 'md'}>
      <Modal.Overlay />
      <Modal.Content radius="md">
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('app.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
