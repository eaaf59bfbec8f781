import { t } from '../../i18n/words.ts';
import { follow } from '../../models/follow.ts';
import { goTo } from '../../router.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Screen } from '../../ui/screen.tsx';
import { errorWords } from '../error-words.ts';
import { Trouble } from './trouble.tsx';

/** Asks for the code; spaces, small letters and hyphens all work. */
export function AskCode() {
  const errors = errorWords(follow.errors.value);
  return (
    <Screen title={t('follow.title')}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void follow.openTyped();
        }}
      >
        <ErrorSummary errors={errors} shown={follow.shown.value} />
        <Trouble />
        <Field
          name="code"
          label={t('follow.code')}
          isTitle
          isRequired
          hint={t('follow.code-hint')}
          value={follow.typed.value}
          error={errors.code}
          onInput={(value) => {
            follow.typed.value = value;
          }}
        />
        <Button type="submit">{t('follow.open')}</Button>
        <Button look="plain" onClick={() => goTo('/')}>
          {t('app.back')}
        </Button>
      </form>
    </Screen>
  );
}
