import type { FollowLine, FollowView } from '@bijspringen/contracts/signals/views.ts';
import { dayInWords, timeInWords } from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { answerWords } from '../../plain/answer-words.ts';

type LineProps = { line: FollowLine; lines: readonly FollowLine[]; view: FollowView; timeZone: string };

function words(text: string | null) {
  return text === null ? <i class="forgotten">{t('follow.forgotten')}</i> : <span dir="auto">{text}</span>;
}

/** The question that an answer belongs to: the last one asked before it. */
function questionBefore(line: FollowLine, lines: readonly FollowLine[]) {
  const before = lines.slice(0, lines.indexOf(line)).reverse();
  const question = before.find((earlier) => earlier.what === 'question');
  return question?.what === 'question' ? question.ready : undefined;
}

function inside({ line, lines }: LineProps) {
  switch (line.what) {
    case 'raised':
    case 'message':
    case 'own-words':
      return words(line.text);
    case 'sentence':
      return t(`sentence.${line.sentence}`);
    case 'question':
      return line.ready ? t(`question.${line.ready}`) : words(line.text);
    case 'answer':
      return (
        <>
          {line.answer && (
            <span class="line-part">{answerWords(questionBefore(line, lines), line.answer)}</span>
          )}
          {(line.text !== null || !line.answer) && <span class="line-part">{words(line.text)}</span>}
        </>
      );
    case 'reopened':
      return (
        <>
          <span class="line-part">
            {t(line.from === 'you' ? 'follow.reopened' : 'follow.reopened-by-us')}
          </span>
          {line.text !== null && <span class="line-part">{words(line.text)}</span>}
        </>
      );
  }
}

/** One line of the conversation: who, when, and what. */
export function Line(props: LineProps) {
  const { line, view, timeZone } = props;
  const who = line.from === 'you' ? t('follow.you') : t(`reader.${view.reader}-name`);
  return (
    <li class={`said ${line.from}`}>
      <small>
        {who}, {dayInWords(line.at, timeZone)},{' '}
        <time dateTime={line.at}>{timeInWords(line.at, timeZone)}</time>
      </small>
      <p class="own-words">{inside(props)}</p>
    </li>
  );
}
