import { t } from '../../i18n/words.ts';
import { districtModel } from '../../models/district.model.ts';
import { raise } from '../../models/raise.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Screen } from '../../ui/screen.tsx';
import { errorWords } from '../error-words.ts';
import { knowsOptions, seenOptions } from './options.ts';

function WhenAndKnows() {
  const { seen, subjectKnows } = raise.draft.value;
  return (
    <>
      <Choice
        name="seen"
        legend={t('seen.title')}
        notNeeded
        side
        options={seenOptions()}
        value={seen}
        onChoose={(chosen) => raise.change({ seen: chosen })}
      />
      <Choice
        name="subjectKnows"
        legend={t('knows.title')}
        hint={t('knows.hint')}
        notNeeded
        side
        options={knowsOptions()}
        value={subjectKnows}
        onChoose={(chosen) => raise.change({ subjectKnows: chosen })}
      />
    </>
  );
}

/** The second screen: where, and for a worry when. A house number is never needed. */
export function Where() {
  const { kind, place } = raise.draft.value;
  const errors = errorWords(raise.errors.value);
  const isConcern = kind === 'concern';
  const title = t(isConcern ? 'where.title' : 'where.title-own');
  return (
    <Screen title={title}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          raise.leaveWhere();
        }}
      >
        <ErrorSummary errors={errors} shown={raise.shown.value} />
        <Field
          name="place"
          label={title}
          isTitle
          isRequired={isConcern}
          notNeeded={!isConcern}
          hint={t(isConcern ? 'where.hint' : 'where.hint-own')}
          value={place}
          error={errors.place}
          suggestions={districtModel.district.value?.places ?? []}
          onInput={(value) => raise.change({ place: value })}
        />
        {isConcern && <WhenAndKnows />}
        <div class="end stack-s">
          <Button type="submit">{t('app.next')}</Button>
          <p class="second small center">{t('what.left-1')}</p>
          <Button look="plain" onClick={() => raise.go('what')}>
            {t('app.back')}
          </Button>
        </div>
      </form>
    </Screen>
  );
}
