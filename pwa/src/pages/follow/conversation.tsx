import { readyQuestions } from '@bijspringen/contracts/signals/values.ts';
import type { FollowView } from '@bijspringen/contracts/signals/views.ts';
import { DEFAULT_TIME_ZONE, dayInWords, timeInWords } from '../../i18n/dates.ts';
import { t, type WordKey } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import { follow } from '../../models/follow.ts';
import { routeOf } from '../../models/help-routes.model.ts';
import { answerWords } from '../../plain/answer-words.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { check } from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import { errorWords } from '../error-words.ts';
import { RouteCall } from '../routes/route-call.tsx';
import { Line } from './lines.tsx';
import { PushChoice } from './push-choice.tsx';
import { Trouble } from './trouble.tsx';

/** How it stands, in a fixed sentence. */
export function statusWords(view: FollowView): WordKey {
  if (view.status === 'closed') return 'follow.is-closed';
  if (view.openQuestion) return 'follow.has-question';
  if (view.isAnswered) return 'follow.is-answered';
  return view.isRead ? 'follow.is-read' : 'follow.is-waiting';
}

/** What is still promised. A moment that passed is said plainly, without an excuse. */
function Promised({ view, timeZone }: { view: FollowView; timeZone: string }) {
  if (view.status === 'closed' || view.isAnswered) return null;
  const before = view.isRead ? view.answerBefore : view.readBefore;
  const moment = { day: dayInWords(before, timeZone), time: timeInWords(before, timeZone) };
  const sentence = view.isRead
    ? t('follow.answer-before', moment)
    : t('follow.read-before', { reader: t(`reader.${view.reader}`), ...moment });
  const isMissed =
    view.missed.includes(view.isRead ? 'answer' : 'read') ||
    (!view.isRead && view.missed.includes('duty-read'));
  const { dutyCalledBefore: duty } = view;
  return (
    <section class="panel lamp">
      {duty && (
        <p>
          <strong>
            {t('follow.duty', { day: dayInWords(duty, timeZone), time: timeInWords(duty, timeZone) })}
          </strong>
        </p>
      )}
      <p>{sentence}</p>
      {isMissed && <p>{t('follow.missed')}</p>}
    </section>
  );
}

function submit(action: () => Promise<void>) {
  return (event: Event) => {
    event.preventDefault();
    void action();
  };
}

function AnswerForm({ question }: { question: NonNullable<FollowView['openQuestion']> }) {
  const { ready } = question;
  const errors = errorWords(follow.errors.value);
  const options = ready
    ? readyQuestions[ready].answers.map((answer) => ({ value: answer, label: answerWords(ready, answer) }))
    : [];
  return (
    <form class="stack" noValidate onSubmit={submit(follow.sendAnswer)}>
      {ready && (
        <Choice
          name="answer"
          legend={t('follow.your-answer')}
          options={options}
          value={follow.answer.value}
          error={errors.answer}
          onChoose={(chosen) => {
            follow.answer.value = chosen;
          }}
        />
      )}
      <Field
        name={ready ? 'answer-text' : 'answer'}
        label={t(ready ? 'follow.anything-else' : 'follow.your-answer')}
        notNeeded={ready !== undefined}
        isLong={!ready}
        value={follow.answerText.value}
        error={ready ? undefined : errors.answer}
        onInput={(value) => {
          follow.answerText.value = value;
        }}
      />
      <Button type="submit">{t('follow.send-answer')}</Button>
      <p class="second small">{t('follow.no-hurry')}</p>
    </form>
  );
}

/** While a question is open the filled button is its answer; adding something stays an outline. */
function AddForm({ look }: { look: 'filled' | 'second-choice' }) {
  const errors = errorWords(follow.errors.value);
  return (
    <form class="stack" noValidate onSubmit={submit(follow.sendMessage)}>
      <Field
        name="message"
        label={t('follow.add')}
        hint={t('follow.add-hint')}
        isLong
        value={follow.message.value}
        error={errors.message}
        onInput={(value) => {
          follow.message.value = value;
        }}
      />
      <Button type="submit" look={look}>
        {t('follow.add-send')}
      </Button>
    </form>
  );
}

function ReopenForm() {
  return (
    <section class="panel flat">
      <h2>{t('follow.not-solved')}?</h2>
      <p>{t('follow.not-solved-hint')}</p>
      <form class="stack" noValidate onSubmit={submit(follow.reopen)}>
        <Field
          name="reopening"
          label={t('follow.not-solved-what')}
          notNeeded
          isLong
          value={follow.reopening.value}
          onInput={(value) => {
            follow.reopening.value = value;
          }}
        />
        <Button type="submit" look="second-choice">
          {t('follow.not-solved-send')}
        </Button>
      </form>
    </section>
  );
}

/** Somebody to talk to now, when the words ask for it. It never blocks: the forms stay as they are. */
function Offered() {
  const codes = follow.offered.value;
  return (
    <div role="status">
      {codes.length > 0 && (
        <section class="stack-s">
          <h2>{t('warn.title')}</h2>
          <p>{t('warn.lead')}</p>
          {codes.map((code) => (
            <RouteCall key={code} route={routeOf(code)} />
          ))}
        </section>
      )}
    </div>
  );
}

function leave(): void {
  follow.forget();
  goTo('/');
}

/** The conversation: how it stands, what was said, the open question, and what can be done. */
export function Conversation() {
  const view = follow.view.value;
  if (!view) return null;
  const timeZone = districtModel.district.value?.workingHours.timeZone ?? DEFAULT_TIME_ZONE;
  const title = t(statusWords(view));
  const isOpen = view.status === 'open';
  return (
    <Screen title={title}>
      <ErrorSummary errors={errorWords(follow.errors.value)} shown={follow.shown.value} />
      <Trouble />
      <div>
        <h1>{title}</h1>
        <p class="lead small">{t('follow.of', { day: dayInWords(view.raisedAt, timeZone) })}</p>
        {view.isLate && <p class="second small">{t('follow.late')}</p>}
      </div>
      <Promised view={view} timeZone={timeZone} />
      <ul class="conversation">
        {view.lines.map((line, index) => (
          <Line key={`${index} ${line.at}`} line={line} lines={view.lines} view={view} timeZone={timeZone} />
        ))}
      </ul>
      {follow.news.value && <Banner tone="done" icon={check} title={t(follow.news.value)} isNews />}
      <Offered />
      {isOpen && view.openQuestion && (
        <AnswerForm key={view.openQuestion.questionId} question={view.openQuestion} />
      )}
      {isOpen && <AddForm look={view.openQuestion ? 'second-choice' : 'filled'} />}
      {!isOpen && <ReopenForm />}
      {isOpen && <PushChoice code={follow.code.value} />}
      <div class="stack-s follow-end">
        <LinkButton onClick={() => follow.refresh()}>{t('follow.refresh')}</LinkButton>
        <LinkButton onClick={() => follow.askToTakeBack()}>{t('follow.take-back')}</LinkButton>
        <LinkButton onClick={() => follow.forget()}>{t('follow.other-code')}</LinkButton>
        <LinkButton onClick={leave}>{t('app.to-start')}</LinkButton>
      </div>
    </Screen>
  );
}
