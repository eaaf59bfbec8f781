import { t } from '../../i18n/words.ts';
import { meetsGate } from '../../models/draft.ts';
import { raise } from '../../models/raise.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { shieldAlert } from '../../ui/icons.ts';
import { Screen } from '../../ui/screen.tsx';
import { TipCard } from '../../ui/tip-card.tsx';
import { errorWords } from '../error-words.ts';
import { beginOptions, spokenOptions } from './options.ts';

function Spoken() {
  const { spoken } = raise.draft.value;
  const asksForHelp = spoken === 'wants-help';
  return (
    <>
      <Choice
        name="spoken"
        legend={t('spoken.title')}
        notNeeded
        options={spokenOptions()}
        value={spoken}
        onChoose={(chosen) => raise.change({ spoken: chosen })}
      />
      <div aria-live="polite">
        {asksForHelp && raise.offersTips.value && <TipCard isShort />}
        {asksForHelp && !raise.offersTips.value && (
          <Banner tone="heed" icon={shieldAlert} title={t('tips.not-now')} />
        )}
      </div>
    </>
  );
}

function Begin() {
  const { start } = raise.draft.value;
  return (
    <Choice
      name="start"
      legend={t('begin.title')}
      notNeeded
      options={beginOptions()}
      value={start}
      onChoose={(chosen) => raise.change({ start: chosen })}
    />
  );
}

/** The first screen: what it is, in their own words. */
export function What() {
  const { kind, text } = raise.draft.value;
  const errors = errorWords(raise.errors.value);
  const title = t(`what.${kind}`);
  const back = () => (meetsGate(kind) ? raise.go('gate') : goTo('/'));
  return (
    <Screen title={title}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          raise.leaveWhat();
        }}
      >
        <ErrorSummary errors={errors} shown={raise.shown.value} />
        <Field
          name="text"
          label={title}
          isTitle
          isLong
          isRequired
          hint={t(`what.${kind}-hint`)}
          value={text}
          error={errors.text}
          onInput={(value) => raise.change({ text: value })}
        />
        {kind === 'concern' && <Spoken />}
        {(kind === 'wish' || kind === 'offer') && <Begin />}
        <div class="end stack-s">
          <Button type="submit">{t('app.next')}</Button>
          <p class="second small center">{t('what.left-2')}</p>
          <Button look="plain" onClick={back}>
            {t('app.back')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
