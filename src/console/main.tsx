import './setup-zod.ts';
import './mantine-styles.ts';
import './styles.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createQueryClient } from './api/queries.ts';
import { createConsoleRouter } from './router.tsx';
import { createLiveStore } from './state/store.ts';
import { cssVariables, theme } from './theme.ts';
import { AppProvider } from './ui/app-context.tsx';
import { PreferencesProvider } from './ui/preferences.tsx';
import { setUpWords } from './words/set-up.ts';

/** A burst of changes is drawn once. */
const SETTLE_MS = 30;

const words = await setUpWords(localStorage, navigator.languages);
const nameLanguage = () => (document.documentElement.lang = words.resolvedLanguage ?? 'en');
nameLanguage();
words.on('languageChanged', nameLanguage);

const app = { store: createLiveStore(SETTLE_MS), clock: () => Date.now() };
const queries = createQueryClient();
const router = createConsoleRouter();
const schemes = localStorageColorSchemeManager({ key: 'rebond.appearance' });

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <I18nextProvider i18n={words}>
        <QueryClientProvider client={queries}>
          <PreferencesProvider storage={localStorage}>
            <AppProvider app={app}>
              <Notifications position="bottom-left" limit={3} />
              <RouterProvider router={router} />
            </AppProvider>
          </PreferencesProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  </StrictMode>,
);
