import { useEffect } from 'preact/hooks';
import { decideWords } from '../../i18n/work-crisis.nl.ts';
import { Button } from '../../ui/button.tsx';
import { bell } from '../../ui/work-icons-duty.ts';
import { crises } from '../crisis/crisis-context.ts';
import { app } from '../work-context.ts';

/** On a message, for whoever has duty now: the way to deciding about residents. */
export function AlertButton({ signalId }: { signalId: string }) {
  const { duty } = crises;
  const changes = app.queue.moved.value;
  useEffect(() => {
    void duty.load();
  }, [changes]);
  if (duty.view.value?.isOnDuty !== true) return null;
  return (
    <Button look="second-choice" icon={bell} href={`/werk/oproep/nieuw?signaal=${signalId}`}>
      {decideWords.fromSignal}
    </Button>
  );
}
