import type { PlainForm, PlainPage } from '@bijspringen/contracts/signals/plain.ts';
import { seen, spoken, start, subjectKnows } from '@bijspringen/contracts/signals/values.ts';
import { t, type WordKey } from '../i18n/words.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Call } from '../ui/call.tsx';
import { Choice } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { byBrowser, errorSentences, PlainErrors, PlainFormBox, RAISE_PATH } from './form.tsx';

type OfPage<P extends PlainPage['page']> = Extract<PlainPage, { page: P }>;

/** The options of a choice, each with its words. */
function optionsOf<V extends string>(values: readonly V[], words: (value: V) => WordKey) {
  return values.map((value) => ({ value, label: t(words(value)) }));
}

function chosenOf<V extends string>(values: readonly V[], given: string | undefined): V | undefined {
  return values.find((value) => value === given);
}

export function PlainWhat({ form, errors }: OfPage<'what'>) {
  const sentences = errorSentences(errors, form);
  const isOwn = form.kind === 'wish' || form.kind === 'offer';
  return (
    <PlainFormBox
      action={RAISE_PATH}
      form={{ ...form, step: 'what' }}
      asked={['text', 'spoken', 'start', 'do']}
    >
      <PlainErrors errors={sentences} />
      <Field
        name="text"
        label={t(`what.${form.kind}`)}
        hint={t(`what.${form.kind}-hint`)}
        value={form.text ?? ''}
        onInput={byBrowser}
        error={sentences.text}
        isTitle
        isRequired
        isLong
      />
      {form.kind === 'concern' && (
        <Choice
          name="spoken"
          legend={t('spoken.title')}
          options={optionsOf(spoken.options, (value) => `spoken.${value}`)}
          value={chosenOf(spoken.options, form.spoken)}
          onChoose={byBrowser}
          notNeeded
        />
      )}
      {isOwn && (
        <Choice
          name="start"
          legend={t('begin.title')}
          options={optionsOf(start.options, (value) => `begin.${value}`)}
          value={chosenOf(start.options, form.start)}
          onChoose={byBrowser}
          notNeeded
        />
      )}
      <Button type="submit" name="do" value="on">
        {t('app.next')}
      </Button>
    </PlainFormBox>
  );
}

export function PlainWhere({ form, errors, places }: OfPage<'where'>) {
  const sentences = errorSentences(errors, form);
  const isConcern = form.kind === 'concern';
  return (
    <PlainFormBox
      action={RAISE_PATH}
      form={{ ...form, step: 'where' }}
      asked={['place', 'seen', 'subjectKnows', 'do']}
    >
      <PlainErrors errors={sentences} />
      <Field
        name="place"
        label={t(isConcern ? 'where.title' : 'where.title-own')}
        hint={t(isConcern ? 'where.hint' : 'where.hint-own')}
        value={form.place ?? ''}
        onInput={byBrowser}
        error={sentences.place}
        isTitle
        isRequired={isConcern}
        notNeeded={!isConcern}
        suggestions={places}
      />
      {isConcern && (
        <>
          <Choice
            name="seen"
            legend={t('seen.title')}
            options={optionsOf(seen.options, (value) => `seen.${value}`)}
            value={chosenOf(seen.options, form.seen)}
            onChoose={byBrowser}
            notNeeded
            side
          />
          <Choice
            name="subjectKnows"
            legend={t('knows.title')}
            hint={t('knows.hint')}
            options={optionsOf(subjectKnows.options, (value) => `knows.${value}`)}
            value={chosenOf(subjectKnows.options, form.subjectKnows)}
            onChoose={byBrowser}
            notNeeded
            side
          />
        </>
      )}
      <Button type="submit" name="do" value="on">
        {t('app.next')}
      </Button>
      <Button type="submit" name="do" value="back" look="plain">
        {t('app.back')}
      </Button>
    </PlainFormBox>
  );
}

function Summary({ form }: { form: PlainForm }) {
  const rows: [WordKey, string | undefined][] = [
    ['check.what', form.text],
    ['check.where', form.place],
  ];
  return (
    <dl class="panel">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt class="second small">{t(name)}</dt>
          <dd dir="auto">{value || t('check.empty')}</dd>
        </div>
      ))}
    </dl>
  );
}

export function PlainCheck({ form, errors, warnings }: OfPage<'check'>) {
  const sentences = errorSentences(errors, form);
  const isConcern = form.kind === 'concern';
  return (
    <PlainFormBox action={RAISE_PATH} form={{ ...form, step: 'check' }} asked={['contact', 'do']}>
      <PlainErrors errors={sentences} />
      <h1>{t('check.title')}</h1>
      <p class="lead">{t('check.not-sent')}</p>
      {warnings.length > 0 && (
        <section class="stack-s">
          <h2>{t('warn.title')}</h2>
          <p>{t('warn.lead')}</p>
          {warnings.map((route) => (
            <Call key={route.code} number={route.number ?? ''} title={t(`route.${route.code}`)} showNumber />
          ))}
        </section>
      )}
      <Summary form={form} />
      <Field
        name="contact"
        label={t('check.contact')}
        hint={t('check.contact-hint')}
        value={form.contact ?? ''}
        onInput={byBrowser}
        error={sentences.contact}
        notNeeded
      />
      <Banner tone="quiet" title={t(isConcern ? 'privacy.concern-title' : 'privacy.own-title')}>
        {t(isConcern ? 'privacy.concern' : 'privacy.own')}
      </Banner>
      <Button type="submit" name="do" value="send">
        {t('check.send')}
      </Button>
      <Button type="submit" name="do" value="back" look="plain">
        {t('app.back')}
      </Button>
    </PlainFormBox>
  );
}
