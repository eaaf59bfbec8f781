import { describe, expect, it } from 'vitest';
import { arrowViolations, violationsIn } from './arrows.ts';

describe('the arrows between rooms', () => {
  it('hold in every file of the project', () => {
    expect(arrowViolations(process.cwd())).toEqual([]);
  });

  it.each([
    [
      'services/signals/routes.ts',
      "import { x } from '../queue/today.policy.ts';",
      'signals may not import services/queue/today.policy.ts',
    ],
    [
      'services/signals/routes.ts',
      "import type { X } from '@bijspringen/people';",
      'signals may not import services/people/index.ts',
    ],
    [
      'services/kernel/decider.ts',
      "import { kind } from '@bijspringen/contracts/signals/values.ts';",
      'kernel may not import contracts/signals/values.ts',
    ],
    [
      'services/kernel/decider.ts',
      "import { x } from '../access/policy.ts';",
      'kernel may not import services/access/policy.ts',
    ],
    [
      'pwa/src/main.tsx',
      "import { x } from '@bijspringen/kernel/decider.ts';",
      'pwa may not import services/kernel/decider.ts',
    ],
    [
      'contracts/signals/api.ts',
      "import { x } from '../../services/kernel/clock.ts';",
      'contracts may not import services/kernel/clock.ts',
    ],
    ['services/signals/x.policy.ts', 'const t = Date.now();', 'a pure file reads a clock'],
    ['services/signals/x.decider.ts', 'export async function f() {}', 'a pure file waits'],
    [
      'services/signals/x.policy.ts',
      "import { readFileSync } from 'node:fs';",
      'a pure file touches the outside',
    ],
    [
      'services/queue/x.ts',
      'const p = process.env.PORT;',
      'only services/host/settings.ts reads the environment',
    ],
  ])('%s breaks them with %s', (file, source, sentence) => {
    expect(violationsIn(file, source)).toEqual([`${file}: ${sentence}`]);
  });

  it('say nothing of a comment or of a service that imports its libraries', () => {
    expect(violationsIn('services/queue/x.policy.ts', '// await nothing, Date.now()')).toEqual([]);
    expect(violationsIn('services/queue/x.policy.ts', "const step = 'await-answer';")).toEqual([]);
    expect(violationsIn('services/queue/x.ts', "import { y } from '@bijspringen/kernel/clock.ts';")).toEqual(
      [],
    );
  });
});
