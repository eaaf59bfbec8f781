import { useEffect } from 'preact/hooks';
import { work } from '../../i18n/work.nl.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import type { Persona } from '../../models/work-session.model.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Door } from '../../ui/door.tsx';
import { Icon } from '../../ui/icon.tsx';
import { chevron, circleAlert, wifiOff } from '../../ui/icons.ts';
import { person } from '../../ui/work-icons.ts';
import { app } from '../work-context.ts';
import { Bare } from './bare.tsx';

function PersonaCard({ persona }: { persona: Persona }) {
  return (
    <button class="go" type="button" onClick={() => void app.session.enterAs(persona.persona)}>
      <Door icon={person} tone="lamp" />
      <span class="go-words">
        <b>{persona.name}</b>
        <small>{persona.roles.map((role) => lists.roleHints[role]).join('. ')}</small>
      </span>
      <Icon of={chevron} turns />
    </button>
  );
}

/** Why somebody stands here: put out by time, left by hand, or simply not in yet. */
function Before() {
  const state = app.session.state.value;
  if (state === 'ended')
    return (
      <Banner tone="heed" icon={circleAlert} title={work.login.endedTitle}>
        {work.login.ended}
      </Banner>
    );
  if (state === 'left')
    return (
      <Banner tone="done" title={work.login.outTitle}>
        {work.login.out}
      </Banner>
    );
  return null;
}

function Failed() {
  const problem = app.session.problem.value;
  if (problem === null) return null;
  return (
    <Banner
      tone="heed"
      icon={problem.code === 'offline' ? wifiOff : circleAlert}
      title={work.login.failed}
      isNews
    >
      <p>{inWords(problem)}</p>
      <Button look="second-choice" onClick={() => void app.session.loadPersonas()}>
        {work.login.again}
      </Button>
    </Banner>
  );
}

/** In demo mode a choice of roles that do not exist; in live mode the way to a link. */
export function Login() {
  const { session } = app;
  const personas = session.personas.value;
  const isDemo = app.district.value?.isDemo ?? (personas !== null && personas.length > 0);
  useEffect(() => {
    void session.loadPersonas();
  }, []);
  return (
    <Bare title={isDemo ? work.login.title : work.login.liveTitle} isDemo={isDemo}>
      <Before />
      <p class="lead">{isDemo ? work.login.lead : work.login.liveLead}</p>
      <Failed />
      {personas === null && session.problem.value === null && <p role="status">{work.login.loading}</p>}
      {personas !== null && personas.length > 0 && (
        <ul class="items">
          {personas.map((persona) => (
            <li key={persona.persona}>
              <PersonaCard persona={persona} />
            </li>
          ))}
        </ul>
      )}
    </Bare>
  );
}
