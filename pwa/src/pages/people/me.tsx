import { work } from '../../i18n/work.nl.ts';
import * as lists from '../../i18n/work-lists.nl.ts';
import { inWords } from '../../models/work-problems.ts';
import { goTo } from '../../router.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { circleAlert } from '../../ui/icons.ts';
import { Picks } from '../../ui/work-picks.tsx';
import { app } from '../work-context.ts';
import { Heading } from '../work-heading.tsx';

/** Who I am here, the keys on my keyboard, and out. */
export function Me() {
  const { session, keys } = app;
  const me = session.session.value;
  if (me === null) return null;
  const problem = session.problem.value;
  async function leave(): Promise<void> {
    const { push } = await import('../settings/settings-context.ts');
    await push.leave();
    await session.logOut();
    if (session.state.value === 'left') goTo('/inloggen');
  }
  return (
    <div class="page">
      <Heading>{me.name ?? work.me.title}</Heading>
      <dl class="facts">
        <div>
          <dt>{work.me.roles}</dt>
          <dd>{me.roles.map((role) => lists.roles[role]).join(', ')}</dd>
        </div>
        <div>
          <dt>{work.me.district}</dt>
          <dd>{me.districtName}</dd>
        </div>
      </dl>
      <Button href="/werk/instellingen">{work.me.settings}</Button>
      <Picks
        name="keys"
        legend={work.me.keys}
        hint={work.me.keysHint}
        look="low"
        options={[
          { value: 'on', label: work.me.keysOn },
          { value: 'off', label: work.me.keysOff },
        ]}
        value={keys.isOn.value ? 'on' : 'off'}
        onPick={(picked) => keys.turn(picked === 'on')}
      />
      {problem !== null && <Banner tone="heed" icon={circleAlert} title={inWords(problem)} isNews />}
      <div class="end stack-s">
        <p class="hint">{work.me.logOutHint}</p>
        <Button look="second-choice" onClick={() => void leave()}>
          {work.me.logOut}
        </Button>
        <a class="btn plain" href="/">
          {work.nav.publicSite}
        </a>
      </div>
    </div>
  );
}
