/**
 * Whether built files fit the oldest browsers that public screens are made for. No old browser runs here, so tools
 * that know what each browser had look at syntax, at CSS, and at the names of APIs.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import doiuse from 'doiuse';
import { ESLint } from 'eslint';
import compat from 'eslint-plugin-compat';
import postcss from 'postcss';

const run = promisify(execFile);
export const FLOOR = ['chrome 87', 'safari 14.1', 'ios_saf 14.5-14.8'];
const TOOL_TIMEOUT_MS = 240_000;

/**
 * Features of CSS that caniuse counts as missing or partial and that do no harm here, each with the reason.
 */
const HARMLESS_CSS: Record<string, string> = {
  'css-focus-visible': 'without it the browser’s own focus ring shows',
  'css-overscroll-behavior': 'a page then bounces, nothing else',
  'css-logical-props':
    'only the flow-relative shorthands that Safari 14.1 has are used; the shorthand list is checked apart',
  'prefers-reduced-motion': 'without it motion of at most 480 ms stays',
  'css-resize': 'a field then keeps its size on a phone',
  outline: 'partial only for how an outline follows a corner',
  'text-size-adjust': 'a hint for phones that turn',
  'css-text-wrap-balance': 'a heading then breaks where it breaks',
  'font-family-ui-monospace': 'the next font in the list is used',
  'css-sticky': 'partial only inside table heads',
  'css-media-interaction': 'partial only for older Firefox',
  'css-appearance': 'the prefixed form stands beside it',
  'user-select-none': 'the prefixed form stands beside it',
  'css-not-sel-list': 'one selector in :not() is old; a list of them is looked for apart',
  'css-hyphens': 'manual is what every browser does',
  'intrinsic-width': '-webkit-fill-available stands behind @supports',
  'css-clip-path': 'partial only for shapes that are not basic',
  'css-masks': 'the tool takes clip-path for a mask',
  'css-overflow': 'hidden and auto are old; clip is looked for apart',
  'css-scroll-behavior': 'only set back to auto, for who wants less motion',
  multicolumn: 'the tool takes break-inside for columns; it matters in print only',
  'css-gradients': 'partial only for how a colour fades to nothing',
  'css-marker-pseudo': 'a marker then has the colour of the text',
};

/** Names that a floor browser does not know, and that are asked for only where `in window` said that they are there. */
const ASKED_FOR_FIRST = ['Notification'];

/** Sentences about syntax newer than ES2020 or features that came later. */
export async function syntaxProblems(files: readonly string[]): Promise<string[]> {
  const args = ['es2020', '--module', '--checkFeatures', '--noColor', ...files];
  const outcome = await run('es-check', args, { timeout: TOOL_TIMEOUT_MS }).then(
    () => '',
    (error: { stdout?: string; stderr?: string; message: string }) =>
      `${error.stdout ?? ''}${error.stderr ?? ''}` || error.message,
  );
  return outcome === '' ? [] : [outcome.trim()];
}

/** Sentences about names of the platform that a floor browser does not know. */
export async function apiProblems(files: readonly string[]): Promise<string[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    ignore: false,
    allowInlineConfig: false,
    overrideConfig: [
      {
        files: ['**/*.js'],
        plugins: { compat },
        languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
        rules: { 'compat/compat': 'error' },
        settings: { targets: FLOOR, browsers: FLOOR, lintAllEsApis: true, polyfills: ASKED_FOR_FIRST },
      },
    ],
  });
  const sources = files.map((file) =>
    eslint.lintText(readFileSync(file, 'utf8'), { filePath: `${file.split('/').at(-1)}` }),
  );
  const results = (await Promise.all(sources)).flat();
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message }) => `${filePath.split('/').at(-1)}:${line} ${message}`),
  );
}

type Usage = { feature: string; message: string };

/** Sentences about CSS that a floor browser does not understand. */
export async function cssProblems(css: string): Promise<string[]> {
  const found: string[] = [];
  const onFeatureUsage = ({ feature, message }: Usage) => {
    if (!(feature in HARMLESS_CSS)) found.push(message);
  };
  await postcss([doiuse({ browsers: FLOOR, onFeatureUsage })]).process(css, { from: undefined });
  const unknown = [
    /:has\(/,
    /:not\([^)]*,/,
    /overflow(-[xy])?\s*:\s*clip/,
    /\b\d+(\.\d+)?[ds]v[hw]\b/,
    /@layer|@container|color-mix\(|aspect-ratio\s*:/,
    /:is\([^)]*:focus-visible/,
  ];
  for (const pattern of unknown)
    if (pattern.test(css)) found.push(`${pattern.source} is newer than the floor`);
  return found;
}
