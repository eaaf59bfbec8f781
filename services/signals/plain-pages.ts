/** What the routes of plain pages share: showing a page, and taking in a form. */
import { problems } from '@bijspringen/contracts/shared/problems.ts';
import {
  type PlainForm,
  type PlainPage,
  plainFields,
  type RenderPlain,
} from '@bijspringen/contracts/signals/plain.ts';
import { language } from '@bijspringen/contracts/signals/values.ts';
import { takeBytes } from '@bijspringen/kernel/http/body.ts';
import type { SignalTools } from './tools.ts';

export type PlainOptions = {
  render: RenderPlain;
  exitUrl: string;
  isDemo: boolean;
};

/** What the part of a page that differs is made of. */
export type PageBody = PlainPage extends infer P
  ? P extends PlainPage
    ? Omit<P, 'language' | 'districtName' | 'isDemo'>
    : never
  : never;
export type ShowPage = (form: PlainForm, page: PageBody, status?: number) => Response;

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Shows a page in the language that the form or the address asks for. */
export function pageShower({ directory }: SignalTools, options: PlainOptions): ShowPage {
  return (form, page, status = 200) => {
    const html = options.render({
      ...page,
      language: languageOf(form.language),
      districtName: directory.publicDistrict()?.name ?? '',
      isDemo: options.isDemo,
    } as PlainPage);
    return new Response(html, {
      status,
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    });
  };
}

export function languageOf(given: string | undefined) {
  return language.options.find((option) => option === given) ?? 'nl';
}

/** The known fields of a form; null when it is too large or no form. Other fields are not looked at. */
export async function takeForm(request: Request): Promise<PlainForm | null> {
  const [type = ''] = (request.headers.get('Content-Type') ?? '').split(';');
  if (type.trim().toLowerCase() !== FORM_TYPE) return null;
  const bytes = await takeBytes(request);
  if (bytes === 'too-large') return null;
  const given = new URLSearchParams(new TextDecoder().decode(bytes));
  const form: PlainForm = {};
  for (const field of plainFields) {
    const value = given.get(field);
    if (value !== null) form[field] = value;
  }
  return form;
}

/** A form that is larger than anybody writes, or no form at all. */
export function showTooLarge(show: ShowPage): Response {
  const { status, title } = problems['too-large'];
  return show({}, { page: 'problem', title }, status);
}
