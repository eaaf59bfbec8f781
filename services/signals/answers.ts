/** What a decision becomes at the edge: a position, or a problem that names the field in a B1 sentence. */
import type { Position } from '@bijspringen/contracts/shared/ids.ts';
import type { Handled } from '@bijspringen/kernel/command-handler.ts';
import { isRefusal, type Refusal } from '@bijspringen/kernel/decider.ts';
import { problemResponse } from '@bijspringen/kernel/http/problem.ts';
import type { Answer } from '@bijspringen/kernel/http/route.ts';

const FIELD_SENTENCES: Readonly<Record<string, { code: string; message: string }>> = {
  place: { code: 'missing', message: 'Vul in waar het is. Bijvoorbeeld een straat of een winkel.' },
  gate: { code: 'wrong-value', message: 'De vraag over gevaar hoort bij zorgen of hulp, en daar altijd.' },
  followCode: { code: 'wrong-value', message: 'Deze code kan niet. Maak een nieuwe code.' },
  ready: { code: 'wrong-value', message: 'Kies een vraag, of schrijf er zelf een. Niet allebei.' },
  sentence: { code: 'wrong-value', message: 'Kies een zin, of schrijf er zelf een. Niet allebei.' },
  answer: { code: 'missing', message: 'Kies een antwoord of schrijf iets.' },
  happenedAt: { code: 'wrong-value', message: 'Dit moment moet nog komen. Kijk de tijd na.' },
  envelope: { code: 'wrong-value', message: 'Dit bericht is niet te openen. Verstuur het opnieuw.' },
  commandId: { code: 'wrong-value', message: 'Dit past niet bij wat je verstuurde. Verstuur het opnieuw.' },
};

/** A refusal as an answer; wrong input gets the sentence of its field. */
export function refusalAnswer(refusal: Refusal): Answer {
  const { refused, field } = refusal;
  const sentence = field === undefined ? undefined : FIELD_SENTENCES[field];
  if (refused !== 'invalid-input' || field === undefined || sentence === undefined) return refusal;
  return problemResponse('invalid-input', [{ field, ...sentence }]);
}

/** `done`, or the refusal. */
export function doneAnswer(handled: Handled<unknown> | Refusal): Answer {
  return isRefusal(handled) ? refusalAnswer(handled) : { position: positionOf(handled) };
}

/** A command that was not refused left its stream with at least one event. */
export function positionOf({ position }: Handled<unknown>): Position {
  if (position === null) throw new Error('a command on an empty stream was not refused');
  return position;
}
