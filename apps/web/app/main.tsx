// First of all, so that our own styles come after them and win.
import './providers/mantine-styles.js';
import './providers/theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguages } from '../lib/languages.js';
import { Providers } from './providers/providers.js';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startLanguages();
createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
