/** The events of every service together. A module of its own, because the thread that rebuilds read files loads it too. */
import { districtEvents, organisationEvents, personEvents } from '@bijspringen/contracts/people/events.ts';
import { peopleUpcasts } from '@bijspringen/contracts/people/upcasts.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { signalUpcasts } from '@bijspringen/contracts/signals/upcasts.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';

export const categories = {
  signal: signalEvents,
  person: personEvents,
  organisation: organisationEvents,
  district: districtEvents,
};
export const upcasts = { ...signalUpcasts, ...peopleUpcasts };

export const catalogue = createCatalogue(categories, upcasts);
