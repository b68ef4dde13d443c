import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './look/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/client';
import { App } from './App';
import { theme } from './look/theme';
import { WordsProvider } from './words';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The event stream says when something is old.
      staleTime: 60_000,
      // A refusal stays a refusal; a server that is away comes back.
      retry: (count, error) => !(error instanceof Problem) && count < 3,
      refetchOnWindowFocus: false,
      // Our own server needs no internet.
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
// The scroll lock of dialogs writes a style sheet as well, and looks for its nonce there.
Object.assign(globalThis, { __webpack_nonce__: nonce });

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce ?? ''}>
      <QueryClientProvider client={client}>
        <WordsProvider>
          <Notifications position="bottom-right" limit={4} />
          <App />
        </WordsProvider>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
