// Runs before `npm start` and `npm test` on whatever Node there is (20 or newer), with nothing installed yet: installs
// what the lockfile names when it changed, and for tests finds or installs a Chromium. A line for every step.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const OLDEST_NODE_MAJOR = 20;
const HEARTBEAT_MS = 4_000;
const STAMP = 'node_modules/.bijspringen-lock';
const isForTests = process.argv.includes('--test');

/** Runs a command; its output is shown only when it fails, a line every few seconds tells that it goes on. */
function run(title, command, args, environment = {}) {
  return new Promise((resolve) => {
    const started = Date.now();
    console.log(`${title} …`);
    const output = [];
    const child = spawn(command, args, { env: { ...process.env, ...environment } });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const seconds = () => Math.round((Date.now() - started) / 1_000);
    const heartbeat = setInterval(() => console.log(`  still busy, ${seconds()} s`), HEARTBEAT_MS);
    child.on('error', (error) => output.push(Buffer.from(String(error.message))));
    child.on('close', (code) => {
      clearInterval(heartbeat);
      if (code === 0) console.log(`  done in ${seconds()} s`);
      else console.log(Buffer.concat(output).toString().trimEnd().split('\n').slice(-20).join('\n'));
      resolve(code === 0);
    });
  });
}

function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

async function installPackages() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  const isInstalled = await run('Installing packages', 'npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  if (!isInstalled)
    fail('Installing failed. Is there a connection to the npm registry? Then run the command again.');
  writeFileSync(STAMP, lock);
}

function has(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

/** Debian's packages that tests use: a real browser, and strace to count and replay what is written to disk. */
async function installTestTools() {
  const missing = [];
  if (!process.env.CHROMIUM && !['chromium', 'chromium-browser', 'google-chrome'].some(has))
    missing.push('chromium');
  if (process.platform === 'linux' && !has('strace')) missing.push('strace');
  if (missing.length === 0) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !has('apt-get')) {
    fail(
      `Tests need ${missing.join(' and ')}. On Debian: sudo apt-get install ${missing.join(' ')}. Or set CHROMIUM to a browser.`,
    );
  }
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('Reading Debian’s package lists', 'apt-get', ['update', '-q'], quiet);
  const args = ['install', '-y', '-q', '--no-install-recommends', ...missing, 'fonts-noto-core'];
  const isInstalled = await run(`Installing ${missing.join(' and ')} from Debian`, 'apt-get', args, quiet);
  if (!isInstalled)
    fail(`Installing ${missing.join(' and ')} failed; run: apt-get install ${missing.join(' ')}`);
}

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
  fail(
    `Node ${process.versions.node} is too old. Install Node ${OLDEST_NODE_MAJOR} or newer; Node 24 then comes with the packages.`,
  );
}
await installPackages();
if (isForTests) await installTestTools();
