/** Logging in as somebody of the demo. These routes exist in demo mode only, where the host answers this machine alone. */
import { readRoute, writeRoute } from '@bijspringen/access/index.ts';
import { personaBody, personas as personasAnswer, session } from '@bijspringen/contracts/people/api.ts';
import { refuse } from '@bijspringen/kernel/decider.ts';
import type { Route } from '@bijspringen/kernel/http/route.ts';
import { logIn, type Tools } from '../routes.ts';
import { personas, personOf } from './waterkant.ts';

export function demoRoutes(tools: Tools): Route[] {
  return [
    readRoute({
      method: 'get',
      path: '/api/demo/personas',
      action: 'demo.login',
      answer: personasAnswer,
      summary: 'Demo only: whom to log in as.',
      handle: () => ({ personas }),
    }),
    writeRoute({
      method: 'post',
      path: '/api/demo/sessions',
      action: 'demo.login',
      body: personaBody,
      answer: session,
      summary: 'Demo only: log in as a persona.',
      handle: ({ body }) => {
        const personId = personOf(body.persona);
        return personId === null ? refuse('not-found', 'persona') : logIn(personId, tools);
      },
    }),
  ];
}
