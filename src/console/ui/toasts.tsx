import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useWords } from './use-words.ts';

/** Where short messages about what was done appear. The cross that closes one has a name. */
export function Toasts() {
  const { t } = useWords();
  const close = t('app.close');
  const theme = useMemo(
    () => ({ components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': close } } } } }),
    [close],
  );
  return (
    <MantineThemeProvider theme={theme}>
      <Notifications position="bottom-left" limit={3} />
    </MantineThemeProvider>
  );
}
