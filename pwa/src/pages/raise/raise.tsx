import type { Kind } from '@bijspringen/contracts/signals/values.ts';
import { raise } from '../../models/raise.ts';
import { later } from '../../ui/later.tsx';
import { Check } from './check.tsx';
import { Emergency, Gate } from './gate.tsx';
import { What } from './what.tsx';
import { Where } from './where.tsx';

const Sent = later(async () => (await import('./sent.tsx')).Sent);
const Unsent = later(async () => (await import('./unsent.tsx')).Unsent);
const Warn = later(async () => (await import('./warn.tsx')).Warn);

const steps = {
  gate: Gate,
  emergency: Emergency,
  what: What,
  where: Where,
  check: Check,
  warn: Warn,
  sent: Sent,
  unsent: Unsent,
};

/** The screens of raising one kind of signal. Their address stays the same from the first to the last. */
export function raisePage(kind: Kind) {
  return function Raise() {
    raise.begin(kind);
    const Step = steps[raise.step.value];
    return <Step />;
  };
}
