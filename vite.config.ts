import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the console into `dist/console`; `npx vite` serves it with reload beside a server on port 3000. */
export default defineConfig({
  root: 'src/console',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // Data addresses are not in the content security policy.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // The libraries of the first screen in one file.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first screen needs comes in two files; shared out among the screens that come later it would be eighty.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /[\\/]node_modules[\\/]/, priority: 2 },
            { name: 'console', tags: ['$initial'], priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:3000', ws: true }, '/welcome': 'http://127.0.0.1:3000' },
  },
});
