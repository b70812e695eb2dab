import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

/**
 * Inside, everything comes from what this browser has read before: nothing is asked of any server, so that nobody there
 * can tell from requests that somebody looks at it. Nor is anything that was sent from here kept for a moment longer.
 */
export function QuietQueries({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [quiet] = useState(
    () =>
      new QueryClient({
        queryCache: client.getQueryCache(),
        defaultOptions: {
          queries: { enabled: false },
          mutations: { networkMode: 'always', gcTime: 0 },
        },
      }),
  );
  return <QueryClientProvider client={quiet}>{children}</QueryClientProvider>;
}
