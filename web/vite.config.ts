import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.REEL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  build: {
    target: 'es2022',
    // Everything comes from our own address; a data: address would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What tools/weigh.mjs reads to know what the first page loads.
    manifest: true,
  },
  server: { proxy: { '/api': server } },
});
