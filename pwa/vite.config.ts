import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** The oldest browsers that public screens are built for. Safari 14.1 is the last one for phones of 2015. */
const FLOOR = ['chrome87', 'safari14.1'];
const apiTarget = process.env.API_ORIGIN ?? 'http://127.0.0.1:8080';

/** The look of the pages without JavaScript; they name it, so it has no hash. */
const PLAIN_STYLE = 'plain';

/**
 * What the first screen needs and later screens share: one file, since a dozen small ones cost a slow phone more bytes and
 * more time. A module that is missing here costs bytes and breaks nothing.
 */
const FIRST = new RegExp(
  [
    'node_modules/(preact|@preact|zod)/',
    'contracts/(people/(api|values)|shared/(envelope|ids|problem-codes)|signals/(api|follow-code|values|warning-words))\\.ts',
    'pwa/src/(api/(client|district|ids|raise)|i18n/(words|nl-first|dates)|limits|router)\\.ts',
    'pwa/src/models/(connection\\.model|district\\.model|draft|kept|kept\\.model|quick-exit|stored)\\.ts',
    'pwa/src/style/(tokens|base)\\.css',
    'pwa/src/ui/(banner|beside|button|call|choice|door|error-summary|field|go|houses|icon|icons|screen|page|top)\\.(tsx?|css)',
  ].join('|'),
);

const worker = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src/sw',
  filename: 'sw.ts',
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*.{js,css,html,svg,webmanifest}'],
    globIgnores: ['plain/**', 'plain.css'],
    target: ['es2020', ...FLOOR],
  },
  manifest: {
    name: 'Bijspringen',
    short_name: 'Bijspringen',
    description: 'Geef door dat je je zorgen maakt, een wens hebt of iets wilt doen.',
    lang: 'nl',
    start_url: '/',
    display: 'standalone',
    background_color: '#f3f4ec',
    theme_color: '#0b3a30',
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [preact({ devToolsEnabled: false, reactAliasesEnabled: false }), ...(isSsrBuild ? [] : [worker])],
  build: {
    target: isSsrBuild ? 'node24' : ['es2020', ...FLOOR],
    cssTarget: FLOOR,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    ...(isSsrBuild
      ? { copyPublicDir: false }
      : {
          rollupOptions: {
            input: { index: 'index.html', [PLAIN_STYLE]: 'src/plain/plain.css' },
            output: {
              codeSplitting: { groups: [{ name: 'first', test: FIRST }] },
              assetFileNames: ({ names }: { names: string[] }) =>
                names.includes(`${PLAIN_STYLE}.css`) ? '[name][extname]' : 'assets/[name]-[hash][extname]',
            },
          },
        }),
  },
  // The server's renderer is one file with everything in it, so that the host can load it as it is.
  ssr: { noExternal: true as const },
  server: { host: '127.0.0.1', proxy: { '/api': apiTarget } },
  preview: { host: '127.0.0.1', proxy: { '/api': apiTarget } },
}));
