/** Which room may import which, and what a file's suffix promises. ARCHITECTURE.md explains the rules. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

type Room = { name: string; may: (target: string) => boolean };

const inside = (target: string, ...folders: string[]) =>
  folders.some((folder) => target.startsWith(`${folder}/`));

/** The room of a file, with what it may import of the project; undefined for a file at the top. */
export function roomOf(file: string): Room | undefined {
  const [top = '', second = ''] = file.split('/');
  if (top === 'contracts') return { name: 'contracts', may: (target) => inside(target, 'contracts') };
  if (top === 'pwa') return { name: 'pwa', may: (target) => inside(target, 'pwa', 'contracts') };
  if (top === 'test') return { name: 'test', may: () => true };
  if (top === 'ops')
    return {
      name: 'ops',
      may: (target) => inside(target, 'ops', 'contracts', 'services', 'test/architecture', 'test/support'),
    };
  if (top !== 'services') return undefined;
  const own = `services/${second}`;
  if (second === 'kernel')
    return {
      name: 'kernel',
      may: (target) =>
        inside(target, own, 'contracts/shared', 'contracts/people/values.ts') ||
        target === 'contracts/people/values.ts',
    };
  if (second === 'access')
    return { name: 'access', may: (target) => inside(target, own, 'contracts', 'services/kernel') };
  if (second === 'host') return { name: 'host', may: (target) => inside(target, 'services', 'contracts') };
  return {
    name: second,
    may: (target) => inside(target, own, 'contracts', 'services/kernel', 'services/access'),
  };
}

const PURE_SUFFIX = /\.(decider|policy|process)\.ts$/;
/** What a pure file must not do: read a clock, roll a die, wait, or touch the outside. */
const IMPURE: readonly [RegExp, string][] = [
  [/\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/, 'reads a clock'],
  [/\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/, 'rolls a die'],
  [/\basync\b|\bawait\b(?!-)|\bPromise\b/, 'waits'],
  [/from '(node:|hono)|\bprocess\.|\bfetch\(/, 'touches the outside'],
];
const ENVIRONMENT = /\bprocess\.env\b/;
const MAY_READ_ENVIRONMENT = [/^services\/host\/settings\.ts$/, /^ops\/scripts\//, /^test\//];
const TEST_FILE = /\.spec\.tsx?$/;

/** Every path that a source imports, statically or lazily. */
export function importsOf(source: string): string[] {
  const found = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g);
  return [...found].map((match) => match[1] ?? '');
}

/** An import as a path from the project's root; undefined for a package of somebody else. */
export function resolveImport(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const own = /^@bijspringen\/([^/]+)(?:\/(.+))?$/.exec(specifier);
  if (!own) return undefined;
  const [, name = '', rest = 'index.ts'] = own;
  const folder = ['contracts', 'pwa', 'ops', 'test'].includes(name) ? name : `services/${name}`;
  return `${folder}/${rest}`;
}

/** Sentences about one file that break a rule. */
export function violationsIn(file: string, source: string): string[] {
  const room = roomOf(file);
  if (!room) return [];
  const found: string[] = [];
  const isTest = TEST_FILE.test(file);
  for (const specifier of importsOf(source)) {
    const target = resolveImport(file, specifier);
    const isTestSupport = isTest && target !== undefined && inside(target, 'test', 'services', 'contracts');
    if (target !== undefined && !room.may(target) && !isTestSupport)
      found.push(`${file}: ${room.name} may not import ${target}`);
    if (PURE_SUFFIX.test(file) && target && /\.(reactor|projection)\.ts$|routes\.ts$/.test(target))
      found.push(`${file}: a pure file may not import ${target}`);
    if (/\.projection\.ts$/.test(file) && target && /\.(decider|reactor)\.ts$|routes\.ts$/.test(target))
      found.push(`${file}: a projection may not import ${target}`);
  }
  const code = source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
  if (PURE_SUFFIX.test(file))
    for (const [pattern, what] of IMPURE) if (pattern.test(code)) found.push(`${file}: a pure file ${what}`);
  const mayReadEnvironment =
    isTest || MAY_READ_ENVIRONMENT.some((pattern) => pattern.test(file)) || room.name === 'pwa';
  if (ENVIRONMENT.test(code) && !mayReadEnvironment)
    found.push(`${file}: only services/host/settings.ts reads the environment`);
  return found;
}

/** Every violation in the files that git knows below `root`. */
export function arrowViolations(root: string): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
    { cwd: root, encoding: 'utf8' },
  );
  const files = listed.split('\n').filter((file) => file !== '');
  return files.flatMap((file) => violationsIn(file, readFileSync(join(root, file), 'utf8')));
}
