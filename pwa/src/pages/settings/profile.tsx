import { settingsWords as words } from '../../i18n/work-settings.nl.ts';
import { longDay } from '../../models/work-dates.ts';
import { inWords } from '../../models/work-problems.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { check, circleAlert } from '../../ui/icons.ts';
import { cross } from '../../ui/work-icons.ts';
import { settings } from './settings-context.ts';
import { Told } from './told.tsx';

const said = words.profile;

function Problem() {
  const problem = settings.problem.value;
  return problem === null ? null : <Banner tone="heed" icon={circleAlert} title={inWords(problem)} isNews />;
}

/** First name, number and street: what others see and ring, and where never to call this person to. */
export function Profile({ isResident }: { isResident: boolean }) {
  const errors = settings.fieldErrors.value;
  return (
    <form
      class="panel"
      noValidate
      aria-labelledby="settings-profile"
      onSubmit={(event) => {
        event.preventDefault();
        void settings.save();
      }}
    >
      <h2 id="settings-profile">{said.title}</h2>
      <p>{said.lead}</p>
      <ErrorSummary errors={errors} shown={settings.refusals.value} />
      <Problem />
      <Field
        name="firstName"
        label={said.firstName}
        hint={said.firstNameHint}
        value={settings.firstName.value}
        error={errors.firstName}
        onInput={(typed) => settings.change('firstName', typed)}
        autocomplete="given-name"
        isRequired
      />
      <Field
        name="phone"
        label={said.phone}
        hint={said.phoneHint}
        value={settings.phone.value}
        error={errors.phone}
        onInput={(typed) => settings.change('phone', typed)}
        autocomplete="tel"
        notNeeded={!isResident}
      />
      {isResident && (
        <>
          <Field
            name="home"
            label={said.home}
            hint={said.homeHint}
            value={settings.home.value}
            error={errors.home}
            onInput={(typed) => settings.change('home', typed)}
            autocomplete="street-address"
            notNeeded
          />
          <label class={settings.isAdult.value ? 'choice chosen' : 'choice'}>
            <input
              type="checkbox"
              name="adult"
              checked={settings.isAdult.value}
              onChange={() => settings.turnAdult()}
            />
            <span>{said.adult}</span>
          </label>
        </>
      )}
      <Button type="submit" look="second-choice">
        {said.save}
      </Button>
      <div role="status">
        {settings.saved.value === 'profile' && <Banner tone="done" icon={check} title={said.saved} />}
      </div>
    </form>
  );
}

/** What a resident and we agree on, in whole, before anything is accepted. */
export function Agreement() {
  const view = settings.view.value;
  if (view === null) return null;
  const { agreement, training } = words;
  const { currentAgreementEdition: edition, agreementEdition, trainedUntil } = view;
  const hasAgreed = settings.hasAgreed.value;
  return (
    <section class="panel" aria-labelledby="settings-agreement">
      <h2 id="settings-agreement">{agreement.title}</h2>
      <p class="hint">{agreement.edition(edition)}</p>
      {agreementEdition !== null && !hasAgreed && (
        <Banner tone="heed" icon={circleAlert} title={agreement.older} />
      )}
      <p>{agreement.lead}</p>
      <h3>{agreement.mayTitle}</h3>
      <Told icon={check} lines={agreement.may} />
      <h3>{agreement.mayNotTitle}</h3>
      <Told icon={cross} lines={agreement.mayNot} />
      <h3>{agreement.weTitle}</h3>
      <Told icon={check} lines={agreement.we} />
      {!hasAgreed && (
        <Button look="second-choice" onClick={() => void settings.agree(edition)}>
          {agreement.agree}
        </Button>
      )}
      <div role="status">{hasAgreed && <Banner tone="done" icon={check} title={agreement.agreed} />}</div>
      <p>
        {trainedUntil === null
          ? training.none
          : training.until(`${longDay(trainedUntil)} ${trainedUntil.slice(0, 4)}`)}
      </p>
    </section>
  );
}
