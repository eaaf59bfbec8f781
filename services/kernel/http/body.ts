/** Takes in a JSON body: bounded while it comes in, strict UTF-8, strict JSON, strict schema. */
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import type * as z from 'zod/mini';
import { BODY_BYTES_MAX } from '../limits.ts';
import { fieldErrors } from './field-errors.ts';
import { problemResponse } from './problem.ts';

type Taken = { body: unknown } | { problem: Response };

/** The parsed body, or the problem answer that says why it is refused. */
export async function takeBody(request: Request, schema: z.ZodMiniType): Promise<Taken> {
  if (!isJson(request.headers.get('Content-Type'))) return { problem: bodyProblem('not-json') };
  const bytes = await takeBytes(request);
  if (bytes === 'too-large') return { problem: bodyProblem('too-large') };
  const parsed = parseJson(bytes);
  if (parsed === undefined) return { problem: bodyProblem('not-json') };
  const checked = schema.safeParse(parsed.json);
  if (checked.success) return { body: checked.data };
  return { problem: problemResponse('invalid-input', fieldErrors(checked.error.issues, parsed.json)) };
}

/** The whole body is to blame: there is no smaller field to name. */
export function bodyProblem(code: 'not-json' | 'too-large'): Response {
  return problemResponse(code, [{ field: 'body', code, message: problems[code].title }]);
}

/** True when the length that was announced is over the bound already. */
export function announcesTooMuch(request: Request): boolean {
  return Number(request.headers.get('Content-Length') ?? 0) > BODY_BYTES_MAX;
}

/** Reads at most `BODY_BYTES_MAX`; what comes after is never kept. */
export async function takeBytes(request: Request): Promise<Uint8Array | 'too-large'> {
  if (announcesTooMuch(request)) return 'too-large';
  // With an announced length the server itself takes no more than that, which is quicker than a stream.
  if (request.headers.has('Content-Length')) return new Uint8Array(await request.arrayBuffer());
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > BODY_BYTES_MAX) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isJson(contentType: string | null): boolean {
  const [type = ''] = (contentType ?? '').split(';');
  return type.trim().toLowerCase() === 'application/json';
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function parseJson(bytes: Uint8Array): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(strictUtf8.decode(bytes)) };
  } catch (error) {
    // Wrong UTF-8 is a TypeError, wrong JSON a SyntaxError: both are the sender's. Anything else is ours.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
