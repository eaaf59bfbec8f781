import type { ProblemCode } from './problem-codes.ts';

export type { ProblemCode };

/**
 * Every refusal has a stable code, an HTTP status and a sentence in B1 Dutch that says what to do.
 * The app shows the sentence of its own language for the code; `title` is what a plain page and other clients get.
 */
export const problems = {
  'invalid-input': { status: 422, title: 'Er klopt iets niet. Kijk bij het veld.' },
  'not-json': { status: 422, title: 'Dit bericht is niet te lezen. Stuur JSON.' },
  'too-large': { status: 422, title: 'Je bericht is te lang. Maak het korter.' },
  'command-reused': {
    status: 422,
    title: 'Dit bericht is al verstuurd met een andere inhoud. Begin opnieuw.',
  },
  'version-conflict': { status: 409, title: 'Iemand anders was net bezig met dit bericht. Kijk opnieuw.' },
  'not-signed-in': { status: 401, title: 'Log eerst in.' },
  'session-ended': { status: 401, title: 'Je bent uitgelogd. Log opnieuw in.' },
  'not-allowed': { status: 403, title: 'Dit mag je niet zien of doen.' },
  'demo-only-here': { status: 403, title: 'Dit is een demo. Die werkt alleen op deze computer zelf.' },
  'not-found': { status: 404, title: 'Dit bestaat niet (meer).' },
  'code-unknown': { status: 404, title: 'Deze code kennen we niet. Kijk de code na.' },
  'too-many-tries': { status: 429, title: 'Te vaak geprobeerd. Wacht een kwartier en probeer het opnieuw.' },
  'invitation-unknown': { status: 404, title: 'Deze uitnodiging kennen we niet.' },
  'invitation-used': { status: 409, title: 'Deze uitnodiging is al gebruikt. Vraag een nieuwe.' },
  'invitation-expired': { status: 409, title: 'Deze uitnodiging is verlopen. Vraag een nieuwe.' },
  'signal-closed': { status: 409, title: 'Dit bericht is afgerond. Open het eerst opnieuw.' },
  'signal-open': { status: 409, title: 'Dit bericht is nog open.' },
  'signal-withdrawn': { status: 409, title: 'De buur heeft dit bericht teruggenomen.' },
  'already-linked': { status: 409, title: 'Deze berichten horen al bij elkaar.' },
  'not-linked': { status: 409, title: 'Deze berichten horen niet bij elkaar.' },
  'cannot-link-itself': { status: 422, title: 'Een bericht kan niet bij zichzelf horen.' },
  'no-open-question': { status: 409, title: 'Er staat geen vraag meer open.' },
  'answer-not-offered': { status: 422, title: 'Dit antwoord hoort niet bij de vraag.' },
  'question-still-open': { status: 409, title: 'Er staat al een vraag open. Wacht op het antwoord.' },
  'nothing-to-follow-up': { status: 409, title: 'Deze afspraak staat niet (meer) open.' },
  'date-in-the-past': { status: 422, title: 'Kies een dag die nog komt.' },
  'reason-does-not-fit': { status: 422, title: 'Deze reden past niet bij dit soort bericht.' },
  'nobody-to-inform': { status: 409, title: 'Bij dit bericht hoeven we niemand te vertellen dat het er is.' },
  'already-informed': { status: 409, title: 'De persoon weet het al.' },
  'no-such-worker': { status: 422, title: 'Deze collega werkt niet in deze wijk.' },
  'not-on-duty': { status: 403, title: 'Je hebt nu geen dienst. Alleen wie dienst heeft, kan dit doen.' },
  'crisis-running': { status: 409, title: 'Er loopt al een oproep voor dit bericht.' },
  'crisis-closed': { status: 409, title: 'Deze oproep is afgesloten.' },
  'residents-impossible': {
    status: 409,
    title: 'Hier sturen we nooit bewoners heen. Bel 112 en je collega’s.',
  },
  'alert-held': { status: 409, title: 'De buur schreef iets nieuws. Beoordeel dat eerst.' },
  'nothing-held': { status: 409, title: 'Er staat geen nieuw bericht meer open.' },
  'no-more-waves': { status: 409, title: 'Er is geen volgende groep meer. Vraag collega’s.' },
  'alert-over': { status: 409, title: 'Deze oproep is voorbij. Je hoeft niets te doen. Dank je.' },
  'enough-helpers': { status: 409, title: 'Er zijn er genoeg. Dank je.' },
  'in-another-alert': {
    status: 409,
    title: 'Je helpt al bij een andere oproep. Zeg daar eerst dat je stopt.',
  },
  'not-asked': { status: 404, title: 'Deze oproep is niet voor jou.' },
  'already-declined': { status: 409, title: 'Je zei al dat je niet kunt. Dat is goed. Blijf thuis.' },
  'already-arrived': {
    status: 409,
    title: 'Je bent er al. Wil je weg? Kies “Ik stop” of “Dit is niet veilig”.',
  },
  'not-accepted': { status: 409, title: 'Je doet nu niet mee aan deze oproep.' },
  'wait-for-another': { status: 409, title: 'Wacht. Je gaat nooit alleen. Blijf nog binnen.' },
  'not-stood-down': { status: 409, title: 'De oproep loopt nog. Stop die eerst.' },
  'helpers-not-home': { status: 409, title: 'Nog niet iedereen heeft gezegd dat hij thuis is.' },
  'aftercare-open': { status: 409, title: 'De nazorg staat nog open.' },
  'already-done': { status: 409, title: 'Dit is al gedaan.' },
  'page-over': { status: 409, title: 'Een collega heeft dit al opgepakt.' },
  'crisis-without-officer': {
    status: 409,
    title: 'Er loopt nog een oproep in deze dienst. Draag die eerst over.',
  },
  'no-such-officer': { status: 422, title: 'Deze collega kan hier geen dienst doen.' },
  'shift-overlaps': { status: 409, title: 'Er staat al iemand in het rooster voor die tijd.' },
  'shift-over': { status: 409, title: 'Deze dienst is al voorbij.' },
  'hostile-endpoint': { status: 422, title: 'Deze telefoon geeft een adres dat we niet vertrouwen.' },
  'receipt-unknown': { status: 404, title: 'Dit bericht kennen we niet.' },
  'no-device': {
    status: 409,
    title: 'Er is nog geen telefoon waarop een oproep kan komen. Zet dat eerst aan.',
  },
  'needs-another-reader': { status: 409, title: 'Iemand anders moet dit eerst lezen.' },
  'not-closed-yet': { status: 409, title: 'Terugkijken kan pas als het is afgesloten.' },
  'newer-than-me': {
    status: 503,
    title: 'Dit deel van het systeem is nog niet bijgewerkt. Probeer het straks opnieuw.',
  },
  'store-full': {
    status: 503,
    title: 'Opslaan lukt nu niet. Probeer het straks opnieuw. Bel bij gevaar 112.',
  },
  busy: { status: 503, title: 'Het is druk. Probeer het zo opnieuw. Bel bij gevaar 112.' },
  internal: { status: 500, title: 'Er ging iets mis bij ons. Probeer het opnieuw. Bel bij gevaar 112.' },
} as const satisfies Record<ProblemCode, { status: number; title: string }>;

/** The body of an `application/problem+json` answer (RFC 9457). `errors` names fields, each with a B1 sentence. */
export type Problem = {
  type: string;
  status: number;
  title: string;
  code: ProblemCode;
  errors?: { field: string; code: string; message: string }[];
};
