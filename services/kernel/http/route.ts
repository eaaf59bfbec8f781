/** A route: where, who may, what comes in, and a handler that validates nothing and decides nothing itself. */
import type { ProblemCode } from '@bijspringen/contracts/shared/problems.ts';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import type { Refusal } from '../decider.ts';

/** A plain object becomes JSON with status 200; `created` 201; a `Response` goes out as it is; a refusal becomes a problem. */
export type Answer =
  | object
  | Response
  | Refusal
  | { readonly created: object }
  | { readonly problem: ProblemCode };

export type Request<Body, Principal> = {
  body: Body;
  /** Path parameters, already checked to be UUIDs when their name ends in `Id` or is `id`. */
  params: Record<string, string>;
  query: URLSearchParams;
  principal: Principal;
  now: Date;
  c: Context;
  /** Asks again who this is and whether they may: a stream that stays open asks this before it tells anything. */
  mayStill: () => Promise<boolean>;
};

export type Route<Principal = never, Action extends string = string> = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: `/${string}`;
  /** An entry of the policy table; a route without one does not compile. */
  action: Action;
  /** Strict schema of the JSON body. Absent, the handler reads a form itself, or there is no body; the size is bounded all the same. */
  body?: z.ZodMiniType;
  /** Schema of the answer, for the OpenAPI page and for tests. */
  answer?: z.ZodMiniType;
  /** One line for the OpenAPI page. */
  summary: string;
  /** `Cache-Control` of a good answer; `no-store` when absent. */
  cacheControl?: string;
  handle: (request: Request<never, Principal>) => Answer | Promise<Answer>;
};
