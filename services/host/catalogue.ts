/** The events of every service together. A module of its own, because the thread that rebuilds read files loads it too. */
import { crisisEvents, pageEvents } from '@bijspringen/contracts/crisis/events.ts';
import { crisisUpcasts, pageUpcasts } from '@bijspringen/contracts/crisis/upcasts.ts';
import { replayEvents } from '@bijspringen/contracts/learning/events.ts';
import { learningUpcasts } from '@bijspringen/contracts/learning/upcasts.ts';
import { deliveryEvents, deviceEvents } from '@bijspringen/contracts/notifications/events.ts';
import { notificationsUpcasts } from '@bijspringen/contracts/notifications/upcasts.ts';
import { districtEvents, organisationEvents, personEvents } from '@bijspringen/contracts/people/events.ts';
import { peopleUpcasts } from '@bijspringen/contracts/people/upcasts.ts';
import { availabilityEvents, rosterEvents } from '@bijspringen/contracts/roster/events.ts';
import { rosterUpcasts } from '@bijspringen/contracts/roster/upcasts.ts';
import { signalEvents } from '@bijspringen/contracts/signals/events.ts';
import { signalUpcasts } from '@bijspringen/contracts/signals/upcasts.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';

export const categories = {
  signal: signalEvents,
  person: personEvents,
  organisation: organisationEvents,
  district: districtEvents,
  crisis: crisisEvents,
  page: pageEvents,
  roster: rosterEvents,
  availability: availabilityEvents,
  device: deviceEvents,
  delivery: deliveryEvents,
  replay: replayEvents,
};
export const upcasts = {
  ...signalUpcasts,
  ...peopleUpcasts,
  ...crisisUpcasts,
  ...pageUpcasts,
  ...rosterUpcasts,
  ...notificationsUpcasts,
  ...learningUpcasts,
};

export const catalogue = createCatalogue(categories, upcasts);
