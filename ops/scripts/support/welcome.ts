/** What somebody who started the demo wants to know: where it is, who to log in as, and what there is to see. */
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';

type Persona = { name: string; roles: readonly Role[] };
type Started = { url: string; dataFolder: string; personas: readonly Persona[] };

/** In the order of the list of logins. Words between quotes are on the screen. */
const TO_SEE: readonly { role: Role; what: string }[] = [
  { role: 'social-caretaker', what: '"Vandaag": what neighbours wrote, and what to do first' },
  { role: 'duty-officer', what: '"Dienst": calls, alerts, and a talk afterwards that is due today' },
  { role: 'coordinator', what: '"Rooster", and "Terugkijken": a night that is over, moment by moment' },
  { role: 'crisis-trained-resident', what: 'an alert on the phone, and when it may come' },
  { role: 'administrator', what: 'who works here' },
];

/** The lines to print. Everybody is named under the first of their roles. */
export function welcome({ url, dataFolder, personas }: Started): string[] {
  const logins = TO_SEE.flatMap(({ role, what }) => {
    const names = personas.filter(({ roles }) => roles[0] === role).map(({ name }) => name);
    return names.length === 0 ? [] : [`  ${names.join(', ')}`, `      ${what}`];
  });
  return [
    '',
    `Bijspringen runs at  ${url}`,
    `Log in at            ${url}/inloggen  as`,
    ...logins,
    `Data are in          ${dataFolder}`,
    'DEMO: nobody and nothing here is real. Stop with Ctrl-C; nothing is lost.',
  ];
}
