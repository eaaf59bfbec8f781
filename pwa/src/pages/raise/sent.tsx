import type { PublicDistrict } from '@bijspringen/contracts/people/api.ts';
import type { Raised } from '@bijspringen/contracts/signals/api.ts';
import {
  DEFAULT_TIME_ZONE,
  dayInWords,
  isSameDay,
  localTimeInWords,
  timeInWords,
  weekdaysInWords,
} from '../../i18n/dates.ts';
import { t } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import { raise } from '../../models/raise.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Call } from '../../ui/call.tsx';
import { CodeCard } from '../../ui/code-card.tsx';
import { Door } from '../../ui/door.tsx';
import { Go } from '../../ui/go.tsx';
import { check, circleAlert, clock, speech } from '../../ui/icons.ts';
import { Rich } from '../../ui/rich.tsx';
import { Screen } from '../../ui/screen.tsx';
import './sent.css';
import '../../i18n/later-words.ts';

type PromiseOf = Raised['promise'];

/** Who reads it, before which date and time, in one sentence. */
function ReadSentence({ promise, timeZone }: { promise: PromiseOf; timeZone: string }) {
  const values = {
    reader: t(`reader.${promise.reader}`),
    day: dayInWords(promise.readBefore, timeZone),
    time: timeInWords(promise.readBefore, timeZone),
  };
  const isToday = isSameDay(promise.readBefore, Date.now(), timeZone);
  return <Rich words={isToday ? 'sent.read-today' : 'sent.read'} values={values} />;
}

function PhoneHours({ district, promise }: { district: PublicDistrict; promise: PromiseOf }) {
  const { phone, weekdays } = district.workingHours;
  if (!phone) return null;
  const words = {
    reader: t(`reader.${promise.reader}`),
    days: weekdaysInWords(weekdays),
    from: localTimeInWords(phone.from),
    to: localTimeInWords(phone.to),
  };
  return <p>{t('sent.phone', words)}</p>;
}

/** The promise: a date and a time, and who. */
function PromisePanel({ raised }: { raised: Raised }) {
  const district = districtModel.district.value;
  const timeZone = district?.workingHours.timeZone ?? DEFAULT_TIME_ZONE;
  const { promise } = raised;
  const answer = {
    day: dayInWords(promise.answerBefore, timeZone),
    time: timeInWords(promise.answerBefore, timeZone),
  };
  return (
    <>
      {raised.isLate && <Banner tone="heed" icon={circleAlert} title={t('sent.late')} />}
      <section class="panel lamp">
        <p class="promise-words">
          <ReadSentence promise={promise} timeZone={timeZone} />
        </p>
        <p>{t('sent.answer', answer)}</p>
        {district && <PhoneHours district={district} promise={promise} />}
      </section>
    </>
  );
}

/** Danger or grave words outside hours: said first and large, with the numbers that do answer. */
function NobodyReads() {
  return (
    <section class="stack-s">
      <Banner tone="danger" icon={circleAlert} title={t('sent.nobody')} />
      <div class="two">
        <Call number="112" look="outline slim" title="112" hint={t('sent.worse-112')} />
        <Call number="113" look="slim" title="113" hint={t('sent.worse-113')} />
      </div>
    </section>
  );
}

/** The duty officer is called now: said first, because it is sooner than any other promise. A person is there: the lamp. */
function DutyCalled({ before }: { before: string }) {
  const timeZone = districtModel.district.value?.workingHours.timeZone ?? DEFAULT_TIME_ZONE;
  return <Banner tone="lamp" icon={clock} title={t('sent.duty', { time: timeInWords(before, timeZone) })} />;
}

export function Worse() {
  return (
    <section class="stack-s">
      <h2>{t('sent.worse')}</h2>
      <p>{t('sent.worse-hint')}</p>
      <div class="two">
        <Call number="112" look="outline slim" title="112" hint={t('sent.worse-112')} />
        <Call
          number="0800-1205"
          look="slim"
          title={<span dir="ltr">0800-1205</span>}
          hint={t('sent.worse-1205')}
        />
      </div>
    </section>
  );
}

function finish(): void {
  raise.forget();
  goTo('/');
}

/** It is sent: who reads it, before when, the code, and what to do when it gets worse. */
export function Sent() {
  const raised = raise.sent.value;
  const code = raise.draft.value.followCode;
  const title = t('sent.title');
  const night = (
    <div class="row sent-head">
      <Door icon={check} tone="lamp" />
      <h1>{title}</h1>
    </div>
  );
  return (
    <Screen title={title} night={night}>
      {raised?.promise.isNobodyReadingNow && <NobodyReads />}
      {raised?.promise.dutyCalledBefore && <DutyCalled before={raised.promise.dutyCalledBefore} />}
      {raised && <PromisePanel raised={raised} />}
      <CodeCard code={code} />
      {raise.offersTips.value && (
        <ul class="no-print">
          <li>
            <Go href="/tips" icon={speech} tone="lamp" title={t('sent.tips')} hint={t('sent.tips-hint')} />
          </li>
        </ul>
      )}
      {raise.draft.value.kind === 'concern' || raise.draft.value.kind === 'help' ? <Worse /> : null}
      <div class="end stack-s">
        <Button href={`/volg#${code}`}>{t('sent.follow')}</Button>
        <Button look="plain" onClick={finish}>
          {t('sent.done')}
        </Button>
      </div>
    </Screen>
  );
}
