/** Talks to the server: JSON out, parsed JSON in. A refusal and a lost connection are values, never thrown. */
import { type ProblemCode, problemCodes } from '@bijspringen/contracts/shared/problem-codes.ts';
import * as z from 'zod/mini';
import { REQUEST_TIMEOUT_MS } from '../limits.ts';

const problemBody = z.object({
  code: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), code: z.string(), message: z.string() }))),
});

export type Refusal = {
  code: ProblemCode;
  errors: readonly { field: string; code: string; message: string }[];
};
export type Answer<T> =
  | { kind: 'done'; value: T }
  | { kind: 'refused'; problem: Refusal }
  /** No answer: no internet, a time-out, a server that is away. What was asked may still have happened. */
  | { kind: 'unreachable' };

export type Call<S extends z.ZodMiniType> = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the origin, with `/api`. */
  path: string;
  body?: unknown;
  /** A follow code that goes along in `Authorization: Follow …`. */
  followCode?: string;
  answer: S;
};

function isProblemCode(code: string): code is ProblemCode {
  return problemCodes.some((each) => each === code);
}

function refusalOf(json: unknown): Refusal {
  const parsed = z.safeParse(problemBody, json);
  if (!parsed.success || !isProblemCode(parsed.data.code)) return { code: 'internal', errors: [] };
  return { code: parsed.data.code, errors: parsed.data.errors ?? [] };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // A page of a proxy instead of our own answer: handled as an answer that does not fit.
    return undefined;
  }
}

/** A gateway that answers for a server that is away is the same to a person as no internet. */
const GATEWAY = [502, 504];

function send(call: Omit<Call<z.ZodMiniType>, 'answer'>, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.followCode !== undefined) headers.authorization = `Follow ${call.followCode}`;
  return fetch(call.path, {
    method: call.method ?? 'GET',
    headers,
    signal,
    cache: 'no-store',
    credentials: 'same-origin',
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  });
}

/** One request. The answer is parsed with the contract's schema; one that does not fit is a refusal `internal`. */
export async function request<S extends z.ZodMiniType>(call: Call<S>): Promise<Answer<z.output<S>>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), REQUEST_TIMEOUT_MS);
  try {
    const response = await send(call, stop.signal);
    if (GATEWAY.includes(response.status)) return { kind: 'unreachable' };
    const json = await readJson(response);
    if (!response.ok) return { kind: 'refused', problem: refusalOf(json) };
    const parsed = z.safeParse(call.answer, json);
    if (!parsed.success) return { kind: 'refused', problem: { code: 'internal', errors: [] } };
    return { kind: 'done', value: parsed.data };
  } catch (error) {
    // fetch rejects with a TypeError without a connection and with an AbortError after the time-out.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) {
      return { kind: 'unreachable' };
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
