/** Importing this brings the Dutch words of the later screens; every screen that speaks them does. */
import { nlLater } from './nl-later.ts';
import { addDutch } from './words.ts';

addDutch(nlLater);
