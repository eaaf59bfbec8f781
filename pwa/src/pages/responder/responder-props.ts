import type { ResponderView } from '@bijspringen/contracts/crisis/views.ts';
import type { WorkResponderModel } from '../../models/work-responder.model.ts';

/** What a screen lays out, and what it can do. */
export type ScreenProps = { view: ResponderView; own: WorkResponderModel };
