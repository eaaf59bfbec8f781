import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** The oldest browsers that public screens are built for. Safari 14.1 is the last one for phones of 2015. */
const FLOOR = ['chrome87', 'safari14.1'];
const apiTarget = process.env.API_ORIGIN ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, reactAliasesEnabled: false })],
  build: {
    target: ['es2020', ...FLOOR],
    cssTarget: FLOOR,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', proxy: { '/api': apiTarget } },
  preview: { host: '127.0.0.1', proxy: { '/api': apiTarget } },
});
