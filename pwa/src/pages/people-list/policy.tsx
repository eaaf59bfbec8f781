import type { EscalationPolicy } from '@bijspringen/contracts/people/values.ts';
import { work } from '../../i18n/work.nl.ts';
import { policyWords as words } from '../../i18n/work-roster.nl.ts';
import { policyFields } from '../../models/work-roster-people.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { planning } from '../roster/roster-context.ts';
import { app } from '../work-context.ts';

/** The six numbers as sentences, for whoever wants to know what will happen. */
function Said({ policy }: { policy: EscalationPolicy }) {
  return (
    <ul class="small-list">
      {policyFields.map((field) => (
        <li key={field}>{words.fields[field].line(policy[field])}</li>
      ))}
    </ul>
  );
}

function Form({ typed }: { typed: Record<keyof EscalationPolicy, string> }) {
  const { peopleList } = planning;
  const errors = peopleList.fieldErrors.value;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void peopleList.savePolicy();
      }}
    >
      <ErrorSummary errors={errors} shown={peopleList.refusals.value} />
      {peopleList.refusal.value !== null && (
        <Banner tone="heed" icon={circleAlert} title={peopleList.refusal.value} isNews>
          {work.problem.keepText}
        </Banner>
      )}
      <div class="numbers">
        {policyFields.map((field) => (
          <Field
            key={field}
            name={field}
            label={words.fields[field].label}
            hint={words.fields[field].hint}
            value={typed[field]}
            onInput={(value) => peopleList.changePolicy(field, value)}
            error={errors[field]}
          />
        ))}
      </div>
      <Button type="submit">{words.save}</Button>
      <Button look="plain" onClick={() => peopleList.closePolicy()}>
        {work.close}
      </Button>
    </form>
  );
}

/** How an alert runs in this district. */
export function Policy() {
  const { peopleList } = planning;
  const policy = peopleList.policy.value;
  const typed = peopleList.policyDraft.value;
  if (policy === null) return null;
  return (
    <section class="panel" aria-labelledby="policy-title">
      <h2 id="policy-title">{words.title}</h2>
      <p class="second small">
        {words.lead} {peopleList.isDefaultPolicy.value && words.isDefault}
      </p>
      {typed === null ? <Said policy={policy} /> : <Form typed={typed} />}
      {typed === null && app.hasRole('coordinator') && (
        <Button look="second-choice" onClick={() => peopleList.openPolicy()}>
          {words.show}
        </Button>
      )}
    </section>
  );
}
