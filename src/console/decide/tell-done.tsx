import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import styles from './decide.module.css';

/** Long enough to read and reach. */
const UNDO_MS = 10_000;
const READ_MS = 5_000;

/** Says what was done, with a way back where there is one. */
export function tellDone(message: string, undo?: { label: string; act: () => void }): void {
  const id = notifications.show({
    message: (
      <div className={styles.done}>
        <span>{message}</span>
        {undo && (
          <Button size="compact-sm" variant="default" onClick={() => (notifications.hide(id), undo.act())}>
            {undo.label}
          </Button>
        )}
      </div>
    ),
    withBorder: true,
    autoClose: undo ? UNDO_MS : READ_MS,
  });
}

/** Says that nothing was done, until the person closes it. */
export function tellTrouble(message: string): void {
  notifications.show({ message, color: 'red', autoClose: false, withBorder: true });
}
