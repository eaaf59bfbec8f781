/** Words in a conversation that ask for somebody to talk to now. The same short list as when something is raised. */
import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';
import type { FollowView } from '@bijspringen/contracts/signals/views.ts';
import { warningRoute, warningWords } from '@bijspringen/contracts/signals/warning-words.ts';

/**
 * Whom to offer for what is being typed, and for what was sent and nobody answered yet. Empty when no word asks for it;
 * else 112 is among them. It only offers: nothing is held back because of it.
 */
export function graveRoutes(view: FollowView, typed: readonly string[]): HelpRoute['code'][] {
  const reasons = [...unanswered(view), ...typed].flatMap(warningWords);
  if (reasons.length === 0) return [];
  return [...new Set([...reasons.map((reason) => warningRoute[reason]), 'emergency' as const])];
}

/** A receipt says that it was read; it is no answer. */
function isAnswer(line: FollowView['lines'][number]): boolean {
  return line.from === 'us' && !(line.what === 'sentence' && line.sentence === 'read');
}

function unanswered({ lines }: FollowView): string[] {
  let texts: string[] = [];
  for (const line of lines) {
    if (isAnswer(line)) texts = [];
    else if (line.from === 'you' && line.text) texts.push(line.text);
  }
  return texts;
}
