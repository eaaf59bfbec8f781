import { language, t } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import type { Draft } from '../../models/draft.ts';
import type { Step } from '../../models/raise.model.ts';
import { raise } from '../../models/raise.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { circleAlert, eyeOff } from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import { errorWords } from '../error-words.ts';
import { problemWords } from '../problem-words.ts';

type Fact = { step: Step; name: string; value: string };

function gateWords({ dangers, emergencyCalled }: Draft): string {
  const called = t(emergencyCalled === 'yes' ? 'check.gate-called' : 'check.gate-not-called');
  if (dangers.length === 0) return emergencyCalled === 'yes' ? called : t('check.gate-no');
  return [...dangers.map((danger) => t(`gate.${danger}`)), called].join('. ');
}

/** What will be sent, in the order of the questions. */
export function factsOf(draft: Draft): Fact[] {
  const empty = t('check.empty');
  const where = draft.place.trim();
  if (draft.kind !== 'concern') {
    const own: Fact[] = [
      { step: 'what', name: t('check.what'), value: draft.text.trim() },
      { step: 'where', name: t('check.where'), value: where || empty },
    ];
    if (draft.kind === 'help')
      return [{ step: 'gate', name: t('check.gate'), value: gateWords(draft) }, ...own];
    return [
      ...own,
      { step: 'what', name: t('check.begin'), value: draft.start ? t(`begin.${draft.start}`) : empty },
    ];
  }
  const when = draft.seen ? t(`seen.${draft.seen}`).toLocaleLowerCase(language.value) : '';
  return [
    { step: 'gate', name: t('check.gate'), value: gateWords(draft) },
    { step: 'what', name: t('check.what'), value: draft.text.trim() },
    { step: 'what', name: t('check.spoken'), value: draft.spoken ? t(`spoken.${draft.spoken}`) : empty },
    { step: 'where', name: t('check.where-when'), value: [where, when].filter(Boolean).join(', ') },
    {
      step: 'where',
      name: t('check.knows'),
      value: draft.subjectKnows ? t(`knows.${draft.subjectKnows}`) : empty,
    },
  ];
}

function Facts({ draft }: { draft: Draft }) {
  return (
    <dl class="facts panel">
      {factsOf(draft).map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd dir="auto">{fact.value}</dd>
          <dd class="change">
            <LinkButton onClick={() => raise.go(fact.step)}>
              {t('check.change')}
              <span class="only-heard"> {fact.name}</span>
            </LinkButton>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What the law asks to tell (AVG art. 13), in words that everybody can read. */
export function Privacy({ isConcern }: { isConcern: boolean }) {
  const district = districtModel.district.value;
  const reader = t(district?.hasCaretaker === false ? 'reader.coordinator' : 'reader.social-caretaker');
  return (
    <>
      <Banner tone="quiet" icon={eyeOff} title={t(isConcern ? 'privacy.concern-title' : 'privacy.own-title')}>
        {t(isConcern ? 'privacy.concern' : 'privacy.own')}
      </Banner>
      <details class="more">
        <summary>{t('privacy.more')}</summary>
        <div class="stack-s small">
          <p>{t('privacy.who', { reader, district: district?.name ?? t('app.name') })}</p>
          <p>{t('privacy.why')}</p>
          <p>{t('privacy.how-long')}</p>
          <p>{t('privacy.rights')}</p>
          <p>{t('privacy.complaint')}</p>
        </div>
      </details>
    </>
  );
}

function Contact({ error }: { error: string | undefined }) {
  return (
    <Field
      name="contact"
      label={t('check.contact')}
      notNeeded
      hint={t('check.contact-hint')}
      value={raise.draft.value.contact}
      error={error}
      onInput={(value) => raise.change({ contact: value })}
    />
  );
}

/** The last screen: everything on one page, still not sent, and a button that says that it sends. */
export function Check() {
  const draft = raise.draft.value;
  const errors = errorWords(raise.errors.value);
  const problem = raise.problem.value;
  return (
    <Screen title={t('check.title')}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void raise.leaveCheck();
        }}
      >
        <ErrorSummary errors={errors} shown={raise.shown.value} />
        {problem && <Banner tone="heed" icon={circleAlert} title={problemWords(problem)} isNews />}
        <div>
          <h1>{t('check.title')}</h1>
          <p class="lead">{t('check.not-sent')}</p>
        </div>
        <Facts draft={draft} />
        <Contact error={errors.contact} />
        <Privacy isConcern={draft.kind === 'concern'} />
        <div class="end stack-s">
          <p role="status" class="second small center">
            {raise.isSending.value && t('check.sending')}
          </p>
          <Button type="submit">{t('check.send')}</Button>
          <Button look="plain" onClick={() => raise.go('where')}>
            {t('app.back')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
