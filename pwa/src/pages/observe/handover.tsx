import { work } from '../../i18n/work.nl.ts';
import type { Noted } from '../../models/work-observe.model.ts';
import { Button } from '../../ui/button.tsx';
import { followLink } from '../../ui/code-card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { speech } from '../../ui/icons.ts';
import { Qr } from '../../ui/qr.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';
import '../../ui/work-code.css';

function Code({ noted }: { noted: Noted }) {
  return (
    <section class="panel lamp">
      <h2>{work.observe.code}</h2>
      <p class="code" translate={false}>
        {noted.formattedCode.split('-').map((part, index, all) => (
          <span key={part}>{index < all.length - 1 ? `${part}-` : part}</span>
        ))}
      </p>
      <Qr text={followLink(noted.code)} label={work.observe.qrLabel} />
      <p class="small">{work.observe.codeOnce}</p>
    </section>
  );
}

/** What to say on the stairs, in sentences that can be read out. */
function Say() {
  return (
    <section class="stack-s">
      <h2>{work.observe.sayTitle}</h2>
      <ul class="told">
        {work.observe.say.map((sentence) => (
          <li key={sentence}>
            <Icon of={speech} small />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Saved, with the code: large enough to read from an arm's length, and square for a phone. */
export function Handover({ noted }: { noted: Noted }) {
  return (
    <div class="page">
      <Heading>{work.observe.doneTitle}</Heading>
      <p class="lead">{noted.wasTold ? work.observe.doneTold : work.observe.doneOwn}</p>
      <Code noted={noted} />
      {noted.wasTold && <Say />}
      <div class="end stack-s">
        <Button href="/werk">{work.observe.toToday}</Button>
        <div class="two">
          <Button look="second-choice" href={`/werk/bericht/${noted.signalId}`}>
            {work.observe.toSignal}
          </Button>
          <Button look="second-choice" onClick={() => app.observe.again()}>
            {work.observe.another}
          </Button>
        </div>
      </div>
    </div>
  );
}
