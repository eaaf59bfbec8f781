import { useEffect } from 'preact/hooks';
import * as lists from '../../i18n/work-lists.nl.ts';
import { peopleListWords as words } from '../../i18n/work-roster.nl.ts';
import { dayWithYear } from '../../models/work-dates.ts';
import { missingOf, type Person } from '../../models/work-roster-people.model.ts';
import { useBackCloses } from '../../ui/back-closes.ts';
import { Button } from '../../ui/button.tsx';
import { Door } from '../../ui/door.tsx';
import { Confirmed } from '../../ui/work-confirmed.tsx';
import { person as personIcon, plus } from '../../ui/work-icons.ts';
import { planning } from '../roster/roster-context.ts';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import { NotThere } from '../work-not-there.tsx';
import { Policy } from './policy.tsx';
import { TrainingSheet } from './training-sheet.tsx';
import '../crisis/crisis.css';
import '../roster/roster.css';

const nameOf = (one: Person) => one.name ?? words.unknownName;
const isResident = (one: Person) => one.roles.includes('crisis-trained-resident');

function trainingLine(one: Person): string {
  if (one.trainedUntil === null) return words.noTraining;
  const day = dayWithYear(one.trainedUntil);
  return one.trainedUntil >= app.today.value ? words.trainedUntil(day) : words.trainingOver(day);
}

function Resident({ one }: { one: Person }) {
  const missing = missingOf(one, app.today.value);
  const state =
    missing.length === 0
      ? words.ready
      : words.missing(missing.map((each) => words.missingParts[each]).join(', '));
  return (
    <li class="panel">
      <div class="beside">
        <Door icon={personIcon} tone={missing.length === 0 ? 'lamp' : 'quiet'} />
        <div class="grow">
          <h3>{nameOf(one)}</h3>
          <p class="small">{state}</p>
          <p class="second small">{trainingLine(one)}</p>
        </div>
      </div>
      {app.hasRole('coordinator') && (
        <Button look="second-choice" onClick={() => planning.peopleList.openTraining(one)}>
          {words.record}
          <span class="only-heard">: {nameOf(one)}</span>
        </Button>
      )}
    </li>
  );
}

function Lists({ people }: { people: readonly Person[] }) {
  const residents = people.filter(isResident);
  const colleagues = people.filter((each) => !isResident(each));
  return (
    <div class="duty-cols">
      <div>
        <section class="stack" aria-labelledby="residents-title">
          <h2 id="residents-title">{words.residents}</h2>
          {residents.length === 0 && <p class="second">{words.noResidents}</p>}
          <ul class="stack-s">
            {residents.map((each) => (
              <Resident key={each.personId} one={each} />
            ))}
          </ul>
        </section>
      </div>
      <div>
        <Policy />
        <section class="stack" aria-labelledby="colleagues-title">
          <h2 id="colleagues-title">{words.colleagues}</h2>
          <ul class="panel small-list">
            {colleagues.map((each) => (
              <li key={each.personId}>
                <span class="grow">
                  <b>{nameOf(each)}</b>{' '}
                  <span class="second">{each.roles.map((role) => lists.roles[role]).join(', ')}</span>
                </span>
              </li>
            ))}
          </ul>
          <Button look="second-choice" icon={plus} href="/werk/collegas">
            {words.invite}
          </Button>
        </section>
      </div>
    </div>
  );
}

function NoList() {
  const { peopleList } = planning;
  return <NotThere problem={peopleList.problem.value} words={words} again={() => void peopleList.load()} />;
}

/** Who may be alerted and what is missing; and how alerts run here. */
export function PeopleList() {
  const { peopleList } = planning;
  useEffect(() => {
    void peopleList.load();
  }, []);
  useBackCloses({
    isOpen: () => peopleList.training.value !== null,
    close: () => peopleList.closeTraining(),
  });
  const people = peopleList.people.value;
  const said = peopleList.said.value;
  return (
    <div class="duty-room wide">
      <Heading>{words.title}</Heading>
      {people !== null && <p class="lead">{words.lead}</p>}
      {said !== null && <Confirmed onDismiss={() => peopleList.dismiss()}>{said}</Confirmed>}
      {people === null ? <NoList /> : <Lists people={people} />}
      <TrainingSheet />
    </div>
  );
}
