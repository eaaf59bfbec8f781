import { formatFollowCode } from '@bijspringen/contracts/signals/follow-code.ts';
import type { PlainPage } from '@bijspringen/contracts/signals/plain.ts';
import { readyQuestions } from '@bijspringen/contracts/signals/values.ts';
import type { FollowLine, FollowView } from '@bijspringen/contracts/signals/views.ts';
import { dayInWords, localTimeInWords, timeInWords, weekdaysInWords } from '../i18n/dates.ts';
import { t } from '../i18n/words.ts';
import { graveRoutes } from '../models/grave-words.ts';
import { builtInHelpRoutes } from '../models/help-routes-built-in.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Call } from '../ui/call.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { TipCard } from '../ui/tip-card.tsx';
import { answerWords } from './answer-words.ts';
import { byBrowser, errorSentences, FOLLOW_PATH, PlainErrors, PlainFormBox } from './form.tsx';

type OfPage<P extends PlainPage['page']> = Extract<PlainPage, { page: P }>;

function moment(instant: string, timeZone: string) {
  return { day: dayInWords(instant, timeZone), time: timeInWords(instant, timeZone) };
}

export function PlainSent({ raised, followCode, workingHours, wantsHelpToTalk }: OfPage<'sent'>) {
  const { promise } = raised;
  const { timeZone, phone, weekdays } = workingHours;
  const reader = t(`reader.${promise.reader}`);
  return (
    <>
      <h1>{t('sent.title')}</h1>
      {promise.isNobodyReadingNow && <Banner tone="heed" title={t('sent.nobody')} />}
      {promise.dutyCalledBefore && (
        <Banner tone="lamp" title={t('sent.duty', moment(promise.dutyCalledBefore, timeZone))} />
      )}
      <Banner tone="lamp" title={t('sent.read', { reader, ...moment(promise.readBefore, timeZone) })}>
        {t('sent.answer', moment(promise.answerBefore, timeZone))}
      </Banner>
      {phone && (
        <p>
          {t('sent.phone', {
            reader,
            days: weekdaysInWords(weekdays),
            from: localTimeInWords(phone.from),
            to: localTimeInWords(phone.to),
          })}
        </p>
      )}
      <section class="stack-s">
        <h2>{t('sent.code')}</h2>
        <p>{t('sent.code-hint')}</p>
        <div class="panel code-panel">
          <p class="code" dir="ltr" translate={false}>
            {formatFollowCode(followCode)
              .split('-')
              .map((group) => (
                <span key={group}>{group} </span>
              ))}
          </p>
        </div>
        <PlainFormBox action={FOLLOW_PATH} form={{ followCode, do: 'read' }} asked={[]}>
          <Button type="submit">{t('sent.follow')}</Button>
        </PlainFormBox>
      </section>
      {wantsHelpToTalk && (
        <section class="stack-s">
          <h2>{t('tips.title')}</h2>
          <TipCard />
        </section>
      )}
      <section class="stack-s">
        <h2>{t('sent.worse')}</h2>
        <p>{t('sent.worse-hint')}</p>
        <Call number="112" look="outline" title={t('sent.worse-112')} showNumber />
        <Call number="0800-1205" title={t('sent.worse-1205')} showNumber />
        <Call number="113" title={t('sent.worse-113')} showNumber />
      </section>
    </>
  );
}

export function PlainFollowCode({ errors, language }: OfPage<'follow-code'>) {
  const sentences = errorSentences(errors, {});
  return (
    <PlainFormBox action={FOLLOW_PATH} form={{ language, do: 'read' }} asked={['followCode']}>
      <PlainErrors errors={sentences} />
      <Field
        name="followCode"
        label={t('follow.code')}
        hint={t('follow.code-hint')}
        value=""
        onInput={byBrowser}
        error={sentences.followCode}
        isTitle
        isRequired
      />
      <Button type="submit">{t('follow.open')}</Button>
    </PlainFormBox>
  );
}

function lineWords(line: FollowLine, questionOf: (questionId: string) => FollowLine | undefined): string {
  switch (line.what) {
    case 'sentence':
      return t(`sentence.${line.sentence}`);
    case 'question':
      return line.ready ? t(`question.${line.ready}`) : (line.text ?? t('follow.forgotten'));
    case 'answer': {
      const asked = questionOf('');
      const ready = asked?.what === 'question' ? asked.ready : undefined;
      return [line.answer && answerWords(ready, line.answer), line.text].filter(Boolean).join('. ');
    }
    case 'reopened':
      return line.text ?? t(line.from === 'you' ? 'follow.reopened' : 'follow.reopened-by-us');
    default:
      return line.text ?? t('follow.forgotten');
  }
}

function Conversation({ view, timeZone }: { view: FollowView; timeZone: string }) {
  return (
    <ol class="conversation">
      {view.lines.map((line, index) => {
        const before = view.lines.slice(0, index).reverse();
        const who = line.from === 'you' ? t('follow.you') : t(`reader.${view.reader}-name`);
        return (
          <li key={`${line.at}-${line.what}`} class={line.from === 'you' ? 'said you' : 'said us'}>
            <small>
              {who}, {dayInWords(line.at, timeZone)}, {timeInWords(line.at, timeZone)}
            </small>
            <p class="own-words" dir="auto">
              {lineWords(line, () => before.find(({ what }) => what === 'question'))}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function statusWords(view: FollowView): string {
  if (view.openQuestion) return t('follow.has-question');
  if (view.status === 'closed') return t('follow.is-closed');
  if (view.isAnswered) return t('follow.is-answered');
  return t(view.isRead ? 'follow.is-read' : 'follow.is-waiting');
}

function AnswerForm({ view, followCode, commandId, errors }: OfPage<'follow'>) {
  const question = view.openQuestion;
  if (!question) return null;
  const sentences = errorSentences(errors, {});
  const form = { followCode, commandId, do: 'answer', questionId: question.questionId };
  const answers = question.ready ? readyQuestions[question.ready].answers : [];
  return (
    <PlainFormBox action={FOLLOW_PATH} form={form} asked={['answer', 'text']}>
      {answers.length > 0 && (
        <Choice
          name="answer"
          legend={t('follow.your-answer')}
          options={answers.map((value) => ({ value, label: answerWords(question.ready, value) }))}
          value={undefined}
          onChoose={byBrowser}
          error={sentences.answer}
        />
      )}
      <Field
        name="text"
        label={t('follow.anything-else')}
        value=""
        onInput={byBrowser}
        notNeeded={answers.length > 0}
        isLong
      />
      <Button type="submit">{t('follow.send-answer')}</Button>
      <p class="second small">{t('follow.no-hurry')}</p>
    </PlainFormBox>
  );
}

function WriteForm({ view, followCode, commandId, errors }: OfPage<'follow'>) {
  const isClosed = view.status === 'closed';
  const sentences = errorSentences(errors, {});
  const form = { followCode, commandId, do: isClosed ? 'reopen' : 'message' };
  return (
    <PlainFormBox action={FOLLOW_PATH} form={form} asked={['text']}>
      {isClosed && <h2>{t('follow.not-solved')}</h2>}
      <Field
        name="text"
        label={t(isClosed ? 'follow.not-solved-what' : 'follow.add')}
        hint={t(isClosed ? 'follow.not-solved-hint' : 'follow.add-hint')}
        value=""
        onInput={byBrowser}
        error={sentences.text}
        isLong
      />
      <Button type="submit" look="second-choice">
        {t(isClosed ? 'follow.not-solved-send' : 'follow.add-send')}
      </Button>
    </PlainFormBox>
  );
}

/** What was sent and asks for somebody to talk to now; without JavaScript it cannot be said earlier. */
function Offered({ view }: { view: FollowView }) {
  const codes = graveRoutes(view, []);
  if (codes.length === 0) return null;
  return (
    <section class="stack-s">
      <h2>{t('warn.title')}</h2>
      <p>{t('warn.lead')}</p>
      {codes.map((code) => {
        const number = builtInHelpRoutes.find((route) => route.code === code)?.number ?? null;
        return number && <Call key={code} number={number} title={t(`route.${code}`)} showNumber />;
      })}
    </section>
  );
}

export function PlainFollow(page: OfPage<'follow'>) {
  const { view, followCode, commandId, workingHours } = page;
  const { timeZone } = workingHours;
  const reader = t(`reader.${view.reader}`);
  return (
    <>
      <PlainErrors errors={errorSentences(page.errors, {})} />
      <h1>{statusWords(view)}</h1>
      <p class="second">{t('follow.of', { day: dayInWords(view.raisedAt, timeZone) })}</p>
      {view.dutyCalledBefore && (
        <p>
          <strong>{t('follow.duty', moment(view.dutyCalledBefore, timeZone))}</strong>
        </p>
      )}
      {!view.isRead && <p>{t('follow.read-before', { reader, ...moment(view.readBefore, timeZone) })}</p>}
      {!view.isAnswered && <p>{t('follow.answer-before', moment(view.answerBefore, timeZone))}</p>}
      {view.missed.length > 0 && <p>{t('follow.missed')}</p>}
      <Conversation view={view} timeZone={timeZone} />
      <Offered view={view} />
      <AnswerForm {...page} />
      <WriteForm {...page} />
      <details class="more">
        <summary>{t('follow.take-back')}</summary>
        <PlainFormBox action={FOLLOW_PATH} form={{ followCode, commandId, do: 'take-back' }} asked={[]}>
          <p>{t('follow.take-back-means')}</p>
          <Button type="submit" look="second-choice">
            {t('follow.take-back-yes')}
          </Button>
        </PlainFormBox>
      </details>
    </>
  );
}
