import { useEffect } from 'preact/hooks';
import { dutyWords as words } from '../../i18n/work-crisis.nl.ts';
import { Icon } from '../../ui/icon.tsx';
import { chevron } from '../../ui/icons.ts';
import { bell } from '../../ui/work-icons-duty.ts';
import { crises } from '../crisis/crisis-context.ts';
import { app } from '../work-context.ts';
import '../crisis/crisis.css';

/** Above the list of Today: calls, running crises and my aftercare; nothing when there is none. */
export function DutyLine() {
  const { duty } = crises;
  const changes = app.queue.moved.value;
  useEffect(() => {
    void duty.load();
  }, [changes]);
  const waiting = duty.waiting.value;
  if (waiting === null) return null;
  return (
    <a class="duty-line" href="/werk/dienst">
      <Icon of={bell} />
      <span class="grow">
        <b>{words.line(waiting.pages, waiting.crises, waiting.aftercare)}</b>
        <span class="second small">{words.lineHint}</span>
      </span>
      <Icon of={chevron} turns />
    </a>
  );
}
