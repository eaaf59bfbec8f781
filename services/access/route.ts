/** How a service writes a route: the body's type follows from its schema, the action from the policy table. */
import type { Answer, Request, Route } from '@bijspringen/kernel/http/route.ts';
import type * as z from 'zod/mini';
import type { Action } from './policy.ts';
import type { Principal } from './principal.ts';

type Common = Omit<Route<Principal, Action>, 'body' | 'handle'>;

/** A route with a JSON body. */
export function writeRoute<Body extends z.ZodMiniType>(
  route: Common & {
    body: Body;
    handle: (request: Request<z.output<Body>, Principal>) => Answer | Promise<Answer>;
  },
): Route {
  return route;
}

/** A route without a JSON body: a read, a deletion, or a form that the handler takes in itself. */
export function readRoute(
  route: Common & { handle: (request: Request<undefined, Principal>) => Answer | Promise<Answer> },
): Route {
  return route;
}
