import type { CrisisProspect } from '@bijspringen/contracts/crisis/views.ts';
import { crisisLists, decideWords as words } from '../../i18n/work-crisis.nl.ts';
import { dangers } from '../../i18n/work-lists.nl.ts';
import { capital, moment } from '../../i18n/work-say.ts';
import { Door, type DoorTone } from '../../ui/door.tsx';
import { type IconPaths, phone, triangleAlert, users } from '../../ui/icons.ts';
import { mapPin, shieldCheck } from '../../ui/work-icons-duty.ts';
import { app } from '../work-context.ts';

type FactProps = { icon: IconPaths; tone?: DoorTone; title: string; hint?: string };

function Fact({ icon, tone = 'action', title, hint }: FactProps) {
  return (
    <li class="state">
      <Door icon={icon} tone={tone} />
      <span class="grow">
        <b dir="auto">{title}</b>
        {hint && <span class="when">{hint}</span>}
      </span>
    </li>
  );
}

function Emergency({ prospect }: { prospect: CrisisProspect }) {
  if (prospect.emergency === null) return null;
  const at = prospect.emergencyAt;
  return (
    <Fact
      icon={phone}
      title={crisisLists.emergencyFact[prospect.emergency]}
      {...(at !== null && { hint: words.emergencyKnown(moment(at, app.here.value)) })}
    />
  );
}

/** Who could be asked, and how many were left out and why: counts only. */
function Residents({ prospect }: { prospect: CrisisProspect }) {
  const count = prospect.couldBeAsked;
  const hint = count === 1 ? words.onlyOne : words.canComeHint;
  return <Fact icon={users} tone={count < 2 ? 'heed' : 'action'} title={words.canCome(count)} hint={hint} />;
}

/** What is known before deciding, from the neighbour and from the roster. */
export function DecideFacts({ prospect }: { prospect: CrisisProspect }) {
  return (
    <section class="panel" aria-labelledby="decide-known">
      <h2 id="decide-known">{words.known}</h2>
      <ul>
        <Emergency prospect={prospect} />
        {prospect.dangers.map((danger) => (
          <Fact
            key={danger}
            icon={triangleAlert}
            tone="danger"
            title={capital(dangers[danger])}
            hint={words.dangerChosen}
          />
        ))}
        {prospect.signalId !== null && prospect.dangers.length === 0 && (
          <Fact icon={shieldCheck} title={words.noDangers} />
        )}
        {prospect.place !== null && <Fact icon={mapPin} title={prospect.place} />}
        <Residents prospect={prospect} />
      </ul>
    </section>
  );
}
