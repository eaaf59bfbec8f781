/** Who is at this device: in, out, or put out by time. */
import type * as people from '@bijspringen/contracts/people/api.ts';
import type { Role } from '@bijspringen/contracts/shared/envelope.ts';
import { computed, createModel, signal } from '@preact/signals';
import type * as z from 'zod/mini';
import type { WorkApi, WorkProblem } from '../api/work.ts';
import { createCommandIds } from './work-commands.ts';
import { isSessionOver } from './work-problems.ts';

export type Persona = z.output<typeof people.personas>['personas'][number];

/** `left`: logged out by hand. `ended`: the server said so while somebody was at work. */
export type SessionState = 'loading' | 'in' | 'out' | 'left' | 'ended';

export type SessionDeps = {
  api: Pick<WorkApi, 'session' | 'personas' | 'enterAs' | 'accept' | 'logOut'>;
  /** Everything personal that the screens hold in memory. */
  forgetAll: () => void;
};

/** Roles with a day of their own on these screens. */
const QUEUE_ROLES: readonly Role[] = ['social-caretaker', 'coordinator', 'duty-officer'];
const DUTY_ROLES: readonly Role[] = ['duty-officer', 'coordinator'];
const INVITING_ROLES: readonly Role[] = ['coordinator', 'administrator'];

export const WorkSession = createModel((deps: SessionDeps) => {
  const state = signal<SessionState>('loading');
  const session = signal<people.Session | null>(null);
  const personas = signal<Persona[] | null>(null);
  const problem = signal<WorkProblem | null>(null);
  const isBusy = signal(false);
  const commands = createCommandIds();
  let lastPersonId: string | null = null;

  function enter(entered: people.Session): void {
    // What somebody else typed on this device is not for the next one; the same person finds it back.
    if (lastPersonId !== null && lastPersonId !== entered.personId) deps.forgetAll();
    lastPersonId = entered.personId;
    session.value = entered;
    problem.value = null;
    state.value = 'in';
  }

  async function busy<T>(work: () => Promise<T>): Promise<T> {
    isBusy.value = true;
    try {
      return await work();
    } finally {
      isBusy.value = false;
    }
  }

  return {
    state,
    session,
    personas,
    problem,
    isBusy,
    hasQueue: computed(() => session.value?.roles.some((role) => QUEUE_ROLES.includes(role)) ?? false),
    /** Whether this person may have duty, or plans who has it. */
    hasDutyScreens: computed(() => session.value?.roles.some((role) => DUTY_ROLES.includes(role)) ?? false),
    mayInvite: computed(() => session.value?.roles.some((role) => INVITING_ROLES.includes(role)) ?? false),
    async load() {
      const outcome = await deps.api.session();
      if (outcome.ok) return enter(outcome.value);
      const { code } = outcome.problem;
      if (code === 'session-ended') state.value = 'ended';
      else state.value = 'out';
      problem.value = isSessionOver(outcome.problem) ? null : outcome.problem;
    },
    /** In live mode there are no personas and the list stays empty; that is no error. */
    async loadPersonas() {
      const outcome = await deps.api.personas();
      if (outcome.ok) personas.value = outcome.value.personas;
      else if (outcome.problem.code === 'not-found' || outcome.problem.code === 'not-allowed')
        personas.value = [];
      else problem.value = outcome.problem;
    },
    async enterAs(persona: string) {
      await busy(async () => {
        const outcome = await deps.api.enterAs(persona);
        if (outcome.ok) enter(outcome.value);
        else problem.value = outcome.problem;
      });
    },
    async accept(invitation: string) {
      await busy(async () => {
        const body = { invitation };
        const outcome = await deps.api.accept({ commandId: commands.idFor('accept', body), ...body });
        if (!outcome.ok) {
          problem.value = outcome.problem;
          return;
        }
        commands.done('accept');
        enter(outcome.value);
      });
    },
    async logOut() {
      await busy(async () => {
        const outcome = await deps.api.logOut();
        const isOver =
          outcome.ok || outcome.problem.code === 'session-ended' || outcome.problem.code === 'not-signed-in';
        if (!isOver) {
          problem.value = outcome.problem;
          return;
        }
        deps.forgetAll();
        lastPersonId = null;
        session.value = null;
        problem.value = null;
        state.value = 'left';
      });
    },
    /** The server refused a request for want of a session. What was typed stays, for the same person. */
    ended() {
      if (state.value !== 'in') return;
      session.value = null;
      state.value = 'ended';
    },
  };
});
export type WorkSessionModel = InstanceType<typeof WorkSession>;
