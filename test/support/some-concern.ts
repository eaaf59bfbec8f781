/** A worry with all of its answers, as the server takes it. */
export const someConcern = {
  kind: 'concern',
  text: 'Mevrouw zie ik bijna niet meer. De post ligt voor de deur.',
  place: 'Lisdodde 14',
  seen: 'today',
  spoken: 'wants-help',
  gate: { dangers: [], emergencyCalled: 'no' },
};
