import './setup-zod.ts';
import './mantine-styles.ts';
import './styles.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createQueryClient } from './api/queries.ts';
import { createConsoleRouter } from './router.tsx';
import { createLiveStore } from './state/store.ts';
import { cssVariables, theme } from './theme.ts';
import { AppProvider } from './ui/app-context.tsx';
import { PreferencesProvider } from './ui/preferences.tsx';
import { setUpWords } from './words/set-up.ts';

/** A burst of changes is drawn once, and a stream of them ten times a second. */
const RHYTHM = { settle: 16, gap: 100 };

const words = await setUpWords(localStorage, navigator.languages);
const nameLanguage = () => (document.documentElement.lang = words.resolvedLanguage ?? 'en');
nameLanguage();
words.on('languageChanged', nameLanguage);

// Nothing can be said before somebody acted: what is said meanwhile waits in its store.
const Toasts = lazy(() => import('./ui/toasts.tsx').then((module) => ({ default: module.Toasts })));
const clock = () => Date.now();
const app = { store: createLiveStore(RHYTHM, clock), clock };
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
              <Suspense fallback={null}>
                <Toasts />
              </Suspense>
              <RouterProvider router={router} />
            </AppProvider>
          </PreferencesProvider>
        </QueryClientProvider>
      </I18nextProvider>
    </MantineProvider>
  </StrictMode>,
);
