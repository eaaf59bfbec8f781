/** `npm run check`: format, lint, types and the arrows between rooms. */
import { arrowViolations } from '../../test/architecture/arrows.ts';
import { requireNode, runStep } from './support/run.ts';

requireNode();
const results = [
  await runStep({ title: 'Format and lint', command: 'biome', args: ['ci', '--log-level=warn', '.'] }),
  await runStep({ title: 'Types of services, contracts, ops and tests', command: 'tsc', args: ['-p', '.'] }),
  await runStep({
    title: 'Types of what runs in a browser for tests',
    command: 'tsc',
    args: ['-p', 'tsconfig.browser.json'],
  }),
  await runStep({ title: 'Types of the app', command: 'tsc', args: ['-p', 'pwa'] }),
  await runStep({ title: 'Types of the service worker', command: 'tsc', args: ['-p', 'pwa/src/sw'] }),
];
console.log('Arrows between rooms …');
const violations = arrowViolations(process.cwd());
for (const violation of violations) console.log(`  ${violation}`);
console.log(violations.length === 0 ? '  all hold' : `  ${violations.length} do not hold`);
process.exitCode = results.every(Boolean) && violations.length === 0 ? 0 : 1;
