/**
 * What a page without JavaScript shows. The signals service fills it in, the app's build renders it with the same
 * parts and words as the app (`renderPlain`). State between steps travels in the form, never in a cookie or a path.
 */
import type { HelpRoute, WorkingHours } from '../people/values.ts';
import type { Raised } from './api.ts';
import type { Danger, Kind, Language } from './values.ts';
import type { FollowView } from './views.ts';

/** Names of form fields; one list for who writes a form and who reads it. */
export const plainFields = [
  'language',
  'kind',
  'step',
  'commandId',
  'followCode',
  'dangers',
  'emergencyCalled',
  'text',
  'spoken',
  'start',
  'place',
  'seen',
  'subjectKnows',
  'contact',
  'do',
  'questionId',
  'answer',
] as const;
export type PlainField = (typeof plainFields)[number];

/** What was filled in so far. `dangers` is a list separated by commas. */
export type PlainForm = Partial<Record<PlainField, string>>;

export type PlainError = { field: PlainField; code: string };

/** What every page needs: whose district, which language, where "Snel weg" is. */
export type PlainFrame = { language: Language; districtName: string; isDemo: boolean };

export type PlainPage = PlainFrame &
  (
    | { page: 'start'; helpRoutes: readonly HelpRoute[] }
    | { page: 'gate'; form: PlainForm }
    | { page: 'call-112'; form: PlainForm; danger: Danger | null }
    | { page: 'what'; form: PlainForm & { kind: Kind }; errors: readonly PlainError[] }
    | {
        page: 'where';
        form: PlainForm & { kind: Kind };
        errors: readonly PlainError[];
        places: readonly string[];
      }
    | {
        page: 'check';
        form: PlainForm & { kind: Kind };
        errors: readonly PlainError[];
        warnings: readonly HelpRoute[];
      }
    | {
        page: 'sent';
        raised: Raised;
        followCode: string;
        workingHours: WorkingHours;
        wantsHelpToTalk: boolean;
      }
    | { page: 'follow-code'; errors: readonly PlainError[] }
    | {
        page: 'follow';
        followCode: string;
        view: FollowView;
        workingHours: WorkingHours;
        errors: readonly PlainError[];
        commandId: string;
      }
    | { page: 'taken-back' }
    | { page: 'problem'; title: string }
  );

/** The whole HTML document of a page. */
export type RenderPlain = (page: PlainPage) => string;
