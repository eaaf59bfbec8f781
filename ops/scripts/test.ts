/** `npm test`: checks, builds the app, runs every test, and ends with one line that counts them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireNode, runStep } from './support/run.ts';

requireNode();
const folder = mkdtempSync(join(tmpdir(), 'bijspringen-results-'));
const file = join(folder, 'results.json');
const only = process.argv.slice(2);

const isChecked = await runStep({
  title: 'Checks',
  command: 'node',
  args: ['ops/scripts/check.ts'],
  isShown: true,
});
const isBuilt = await runStep({ title: 'Build', command: 'turbo', args: ['run', 'build'] });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
await runStep({ title: 'Tests', command: 'vitest', args: ['run', ...reporters, ...only], isShown: true });

const results: unknown = JSON.parse(readFileSync(file, 'utf8'));
rmSync(folder, { recursive: true });
const counted = results as {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  success: boolean;
};
const checksFailed = [isChecked, isBuilt].filter((isGood) => !isGood).length;
const isFailed = !counted.success && counted.numFailedTests === 0 ? 1 : 0;
console.log(`\n${counted.numPassedTests} passed, ${counted.numFailedTests + checksFailed + isFailed} failed`);
process.exitCode = counted.success && checksFailed === 0 ? 0 : 1;
