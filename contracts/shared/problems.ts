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
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** The body of an `application/problem+json` answer (RFC 9457). `errors` names fields, each with a B1 sentence. */
export type Problem = {
  type: string;
  status: number;
  title: string;
  code: ProblemCode;
  errors?: { field: string; code: string; message: string }[];
};
