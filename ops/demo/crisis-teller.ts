/** Tells what happens in a crisis through the real HTTP interface, as the duty officer and the residents in it. */
import { type OpenCrisisBody, opened } from '@bijspringen/contracts/crisis/api.ts';
import { type AftercareView, dutyCrisisView, dutyView } from '@bijspringen/contracts/crisis/views.ts';

/** Who asks, of the demo's personas, and what. A command gets its id by itself. */
export type Ask = {
  get(persona: string, path: string): Promise<unknown>;
  post(persona: string, path: string, body: object): Promise<unknown>;
};

export type Talk = Pick<AftercareView, 'for' | 'round'> & {
  /** The resident in the order of asking, such as "Bewoner B"; for a talk with a resident only. */
  label?: string;
};

export interface CrisisTeller {
  /** The duty officer opens it, from a signal that was told. */
  opens(name: string, body: Omit<OpenCrisisBody, 'commandId'>): Promise<void>;
  /** `POST /api/crises/:id/<path>`, by whom it says. */
  does(name: string, persona: string, path: string, body?: object): Promise<void>;
  /** The same by the duty officer, on the version that stands then. */
  decides(name: string, path: string, body?: object): Promise<void>;
  /** The duty officer picks up every call that waits. */
  picksUp(): Promise<void>;
  /** The duty officer records how a talk afterwards went. */
  talks(name: string, talk: Talk, body: { outcome: string; note?: string }): Promise<void>;
}

const OFFICER = 'duty-officer';

export function createCrisisTeller({ get, post }: Ask): CrisisTeller {
  const crises = new Map<string, string>();

  function pathOf(name: string): string {
    const crisisId = crises.get(name);
    if (!crisisId) throw new Error(`no crisis ${name} was opened`);
    return `/api/crises/${crisisId}`;
  }

  const seenByOfficer = async (name: string) => dutyCrisisView.parse(await get(OFFICER, pathOf(name)));

  return {
    async opens(name, body) {
      crises.set(name, opened.parse(await post(OFFICER, '/api/crises', body)).crisisId);
    },
    async does(name, persona, path, body = {}) {
      await post(persona, `${pathOf(name)}/${path}`, body);
    },
    async decides(name, path, body = {}) {
      const { version: seen } = await seenByOfficer(name);
      await post(OFFICER, `${pathOf(name)}/${path}`, { seen, ...body });
    },
    async picksUp() {
      const { pages } = dutyView.parse(await get(OFFICER, '/api/duty'));
      for (const { pageId } of pages) await post(OFFICER, `/api/pages/${pageId}/acknowledgement`, {});
    },
    async talks(name, talk, body) {
      const { aftercare } = await seenByOfficer(name);
      const item = aftercare.find(
        (one) =>
          one.for === talk.for &&
          one.round === talk.round &&
          (talk.label === undefined || one.label === talk.label),
      );
      if (!item) throw new Error(`no such talk: ${JSON.stringify(talk)}`);
      await post(OFFICER, `${pathOf(name)}/aftercare/${item.aftercareId}`, body);
    },
  };
}
