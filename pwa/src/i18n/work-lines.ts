/** One line of the timeline as a sentence: who did what. */
import type { SignalView, TimelineLine } from '@bijspringen/contracts/signals/views.ts';
import * as lists from './work-lists.nl.ts';
import { type Here, moment } from './work-say.ts';
import { signalWords } from './work-signal.nl.ts';

const words = signalWords.timeline;

function team(by: TimelineLine['by']): 'you' | 'colleague' {
  return by === 'you' ? 'you' : 'colleague';
}

function raised({ origin }: SignalView): string {
  if (origin === 'told') return words.raisedTold;
  return origin === 'own-observation' ? words.raisedOwn : words.raised;
}

function assigned(line: TimelineLine, signal: SignalView): string {
  const colleague = signal.colleagues.find((each) => each.personId === line.owner?.personId);
  if (colleague?.isYou) return words.assignedYou;
  const role = line.owner === undefined ? '' : lists.roles[line.owner.role].toLowerCase();
  return words.assigned(colleague?.name ?? `de ${role}`);
}

function triaged(line: TimelineLine): string {
  const named = (line.themes ?? []).map((theme) => lists.themes[theme].toLowerCase()).join(', ');
  return named === ''
    ? words.triaged[team(line.by)]
    : `${words.triaged[team(line.by)]} ${words.themes(named)}`;
}

function reopened(by: TimelineLine['by']): string {
  return by === 'neighbour' ? words.reopened.neighbour : words.reopened[team(by)];
}

function missed(line: TimelineLine, here: Here): string {
  return words.missed[line.promise ?? 'read'](moment(line.before ?? line.at, here));
}

/** Answers for every kind of line; a kind that the contract adds does not compile here. */
export function lineInWords(line: TimelineLine, signal: SignalView, here: Here): string {
  switch (line.what) {
    case 'raised':
      return raised(signal);
    case 'read':
    case 'question':
    case 'note':
    case 'feedback':
      return words[line.what][team(line.by)];
    case 'answer':
    case 'message':
    case 'linked':
    case 'unlinked':
    case 'withdrawn':
      return words[line.what];
    case 'triaged':
      return triaged(line);
    case 'assigned':
      return assigned(line, signal);
    case 'check-in':
      return words.checkIn + (line.outcome === undefined ? '' : lists.outcomes[line.outcome].past);
    case 'follow-up-planned':
      return line.before === undefined
        ? words.followUpPlanned
        : `${words.followUpPlanned} ${words.nextBefore(moment(line.before, here))}.`;
    case 'follow-up-done':
      return words.followUpDone;
    case 'informed':
      return words.informed(line.how === undefined ? '' : lists.informedHow[line.how]);
    case 'promise-missed':
      return missed(line, here);
    case 'closed':
      return words.closed(line.reason === undefined ? '' : lists.closing[line.reason].choice.toLowerCase());
    case 'reopened':
      return reopened(line.by);
  }
}
