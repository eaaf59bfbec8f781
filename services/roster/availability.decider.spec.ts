import {
  type Availability,
  type AvailabilityEvent,
  availabilityEvents,
} from '@bijspringen/contracts/roster/events.ts';
import { createCatalogue } from '@bijspringen/kernel/catalogue.ts';
import { specify } from '@bijspringen/kernel/testing/specification.ts';
import { describe, it } from 'vitest';
import { availabilityDecider } from './availability.decider.ts';

const NOW = '2026-11-24T09:00:00.000Z';
const LATER = '2026-11-24T12:00:00.000Z';
const evenings = [{ weekday: 2, from: '18:00', to: '23:00' }];
const change = (availability: Availability) => ({ type: 'ChangeAvailability', availability }) as const;
const changed = (availability: Availability): AvailabilityEvent => ({
  type: 'AvailabilityChanged',
  data: availability,
});
const said = specify(availabilityDecider, {
  catalogue: createCatalogue({ availability: availabilityEvents }, {}),
  context: { now: NOW },
});

describe('a resident says when an alert may come', () => {
  it.each<[string, Availability]>([
    ['now, until they say something else', { mode: 'now', hours: [] }],
    ['now, until a moment', { mode: 'now', until: LATER, hours: evenings }],
    ['in hours of the week', { mode: 'hours', hours: evenings }],
    ['not, until they say something else', { mode: 'paused', hours: evenings }],
    ['not, until a moment', { mode: 'paused', until: LATER, hours: evenings }],
  ])('%s', (_, availability) => said.given().when(change(availability)).then(changed(availability)));

  it('and the same again changes nothing', () => {
    const paused: Availability = { mode: 'paused', until: LATER, hours: evenings };
    said.given(changed(paused)).when(change(paused)).thenNothing();
    const longer = { ...paused, until: '2026-11-25T12:00:00.000Z' };
    said.given(changed(paused)).when(change(longer)).then(changed(longer));
    const otherHours = { ...paused, hours: [{ weekday: 2, from: '18:00', to: '22:00' }] };
    said.given(changed(paused)).when(change(otherHours)).then(changed(otherHours));
  });

  it('until a moment that still comes', () => {
    said
      .given()
      .when(change({ mode: 'now', until: NOW, hours: [] }))
      .thenRefuses('invalid-input', 'until');
    said
      .given()
      .when(change({ mode: 'paused', until: NOW, hours: [] }))
      .thenRefuses('invalid-input', 'until');
  });

  it('in hours that are named, and that have no end', () => {
    said
      .given()
      .when(change({ mode: 'hours', hours: [] }))
      .thenRefuses('invalid-input', 'hours');
    said
      .given()
      .when(change({ mode: 'hours', until: LATER, hours: evenings }))
      .thenRefuses('invalid-input', 'until');
  });
});
