/** OpenAPI 3.1 from the route table, so that the document cannot say anything else than what runs. */
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import * as z from 'zod/mini';
import type { Route } from './route.ts';

export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, object>>;
  components: object;
};

/** The document for routes under `/api`; plain pages are left out. */
export function openApiOf(routes: readonly Route[], version: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const route of routes.filter((each) => each.path.startsWith('/api/'))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bijspringen',
      version,
      description:
        'Every write takes a commandId (UUID, made once by the sender) and answers with its position.',
    },
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}

/** The path parameters of a route, in order. */
export function parametersOf(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');
}

function operationOf(route: Route): object {
  const parameters: object[] = parametersOf(route.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
  if (route.method === 'get')
    parameters.push({
      name: 'after',
      in: 'query',
      required: false,
      description: 'Answer with at least what was written at this position.',
      schema: { type: 'string' },
    });
  const schema = route.answer === undefined ? {} : jsonSchema(route.answer, 'output');
  return {
    summary: route.summary,
    'x-action': route.action,
    parameters,
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }),
    responses: {
      '2XX': { description: 'Done.', content: { 'application/json': { schema } } },
      default: {
        description: 'A problem, with a stable code.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const problemSchema = {
  type: 'object',
  required: ['type', 'status', 'title', 'code'],
  properties: {
    type: { type: 'string' },
    status: { type: 'integer' },
    title: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problems) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
