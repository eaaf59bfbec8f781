/** The district: its name, hours, where "Snel weg" goes, and the key for messages written offline. */
import { type PublicDistrict, publicDistrict } from '@bijspringen/contracts/people/api.ts';
import { createModel, signal } from '@preact/signals';
import type { Answer } from '../api/client.ts';
import { fetchDistrict } from '../api/district.ts';
import { quickExit } from './quick-exit.ts';
import { keepStored, localStore, readStored, type Store } from './stored.ts';

const KEY = 'bijspringen.district';

export type DistrictParts = { fetch: () => Promise<Answer<PublicDistrict>>; store: Store | undefined };

/** Nothing in it is about a person, so it may stay on the phone for when there is no internet. */
export const DistrictModel = createModel((parts: DistrictParts) => {
  const district = signal<PublicDistrict | null>(readStored(parts.store, KEY, publicDistrict));
  return {
    district,
    async load(): Promise<void> {
      const answer = await parts.fetch();
      if (answer.kind !== 'done') return;
      district.value = answer.value;
      keepStored(parts.store, KEY, answer.value);
    },
    quickExit(): Promise<void> {
      return quickExit(district.peek()?.exitUrl);
    },
  };
});

export const districtModel = new DistrictModel({
  fetch: fetchDistrict,
  store: typeof window === 'undefined' ? undefined : localStore(),
});
