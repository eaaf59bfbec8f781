/** What the duty officer is asked once more before it happens: stopping, danger, handing over, closing. */
import type { EmergencyStatus, HardRule, StandDownReason } from '@bijspringen/contracts/crisis/values.ts';
import { computed, createModel, signal } from '@preact/signals';
import { liveWords as words } from '../i18n/work-crisis.nl.ts';
import type { WorkCrisisModel } from './work-crisis.model.ts';
import { inWords } from './work-problems.ts';
import type { FieldErrors } from './work-sheets.ts';

export type CrisisSheet = 'help-arrived' | 'stop' | 'danger' | 'hand-over' | 'closing';
export type StopReason = Extract<StandDownReason, 'no-longer-needed' | 'nobody-could-come'>;

export const WorkCrisisSheets = createModel((crisis: WorkCrisisModel) => {
  const sheet = signal<CrisisSheet | null>(null);
  const rule = signal<HardRule | null>(null);
  const because = signal<StopReason | null>(null);
  const toPersonId = signal<string | null>(null);
  const note = signal('');
  const fieldErrors = signal<FieldErrors>({});
  const said = signal<string | null>(null);

  function close(): void {
    sheet.value = null;
    fieldErrors.value = {};
    rule.value = null;
    because.value = null;
    toPersonId.value = null;
  }

  /** What was refused stands above the page, where everything that changed is seen too; the sheet goes. */
  async function settle(sending: Promise<boolean>, words: string): Promise<void> {
    const isDone = await sending;
    if (isDone) {
      said.value = words;
      note.value = '';
    }
    close();
  }

  async function standDown(reason: StandDownReason): Promise<void> {
    await settle(crisis.send('stand-down', { because: reason }), words.stoppedDone);
  }

  async function handOver(): Promise<void> {
    const to = toPersonId.value;
    if (to === null) fieldErrors.value = { to: words.handOverMissing };
    else await settle(crisis.send('hand-over', { toPersonId: to }), words.handedOver);
  }

  async function stop(): Promise<void> {
    const reason = because.value;
    if (reason === null) fieldErrors.value = { because: words.stopWhyMissing };
    else await standDown(reason);
  }

  async function closing(): Promise<void> {
    const text = note.value.trim();
    await settle(crisis.send('closing', text === '' ? {} : { note: text }), words.closedDone);
  }

  async function danger(): Promise<void> {
    const named = rule.value;
    if (named !== null) await settle(crisis.send('dangers', { rule: named }), words.dangerNoted);
  }

  /** Why the last command was refused, in words for the duty officer. */
  const refusal = computed(() => {
    const refused = crisis.refusal.value;
    if (refused === null) return null;
    if (refused.problem.code === 'version-conflict')
      return { title: words.conflict, hint: words.conflictHint };
    if (refused.problem.code === 'offline') return { title: words.offlineCommand, hint: '' };
    return { title: words.refusedTitle, hint: inWords(refused.problem) };
  });

  const submits: Record<CrisisSheet, () => Promise<void>> = {
    'help-arrived': () => standDown('help-arrived'),
    stop,
    danger,
    'hand-over': handOver,
    closing,
  };

  return {
    sheet,
    rule,
    because,
    toPersonId,
    note,
    fieldErrors,
    said,
    refusal,
    open(name: CrisisSheet) {
      close();
      said.value = null;
      crisis.dismiss();
      sheet.value = name;
    },
    openDanger(named: HardRule) {
      close();
      said.value = null;
      crisis.dismiss();
      rule.value = named;
      sheet.value = 'danger';
    },
    close,
    async submit() {
      const name = sheet.value;
      if (name !== null) await submits[name]();
    },
    async judge(judgement: 'go-on' | 'stand-down') {
      said.value = null;
      await crisis.send('judgement', { judgement });
    },
    async nextWave() {
      said.value = null;
      if (await crisis.send('next-wave', {})) said.value = words.moreHelpSent;
    },
    async emergency(status: EmergencyStatus) {
      said.value = null;
      await crisis.send('emergency', { emergency: status });
    },
    async takeOver(personId: string) {
      said.value = null;
      if (await crisis.send('hand-over', { toPersonId: personId })) said.value = words.takenOver;
    },
    dismiss() {
      said.value = null;
    },
  };
});
export type WorkCrisisSheetsModel = InstanceType<typeof WorkCrisisSheets>;
