import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { useState } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { dayOf } from '../../i18n/work-say.ts';
import type { Invited } from '../../models/work-people.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { circleAlert, copy } from '../../ui/icons.ts';
import { Qr } from '../../ui/qr.tsx';
import { Checks } from '../../ui/work-picks.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import '../../ui/work-code.css';

const INVITABLE: readonly Role[] = [
  'social-caretaker',
  'coordinator',
  'duty-officer',
  'crisis-trained-resident',
  'administrator',
];

/** Shown once. The link goes from hand to hand, so it is large enough for a camera. */
function Link({ invited }: { invited: Invited }) {
  const [said, setSaid] = useState('');
  async function copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(invited.link);
      setSaid(work.people.copied);
    } catch {
      // A browser may forbid the clipboard; the link itself stands on the screen.
      setSaid(work.people.copyFailed);
    }
  }
  return (
    <>
      <Heading>{work.people.doneTitle(invited.name)}</Heading>
      <section class="panel lamp">
        <p>{work.people.once}</p>
        <Qr text={invited.link} label={work.people.qrLabel} />
        <p class="shown-link">{invited.link}</p>
        <p>{work.people.until(dayOf(invited.expiresAt, app.here.value))}</p>
      </section>
      <Button icon={copy} onClick={() => void copyLink()}>
        {work.people.copy}
      </Button>
      <p role="status">{said}</p>
      <Button look="second-choice" onClick={() => app.people.again()}>
        {work.people.another}
      </Button>
    </>
  );
}

function Form() {
  const { people } = app;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void people.invite();
      }}
    >
      <Heading>{work.people.title}</Heading>
      <p class="lead">{work.people.lead}</p>
      <ErrorSummary errors={people.fieldErrors.value} shown={people.refusals.value} />
      {people.problem.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={people.problem.value} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      <Field
        name="name"
        label={work.people.name}
        hint={work.people.nameHint}
        value={people.name.value}
        onInput={(name) => people.rename(name)}
        error={people.fieldErrors.value.name}
        isRequired
      />
      <Checks
        name="roles"
        legend={work.people.roles}
        options={INVITABLE.map((role) => ({ value: role, label: lists.roles[role] }))}
        values={people.roles.value}
        onToggle={(role) => people.toggle(role)}
        error={people.fieldErrors.value.roles}
      />
      <Button type="submit">{work.people.save}</Button>
    </form>
  );
}

/** A coordinator or administrator invites a colleague. */
export function People() {
  const invited = app.people.invited.value;
  if (!app.session.mayInvite.value) {
    return (
      <div class="page">
        <Heading>{work.people.title}</Heading>
        <p class="lead">{work.people.notYours}</p>
      </div>
    );
  }
  return <div class="page">{invited === null ? <Form /> : <Link invited={invited} />}</div>;
}
