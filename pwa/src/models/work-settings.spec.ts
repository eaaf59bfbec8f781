import type { ProfileView } from '@bijspringen/contracts/people/api.ts';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../api/work.ts';
import { WorkSettings } from './work-settings.model.ts';

const view: ProfileView = {
  firstName: 'Bewoner A',
  phone: '0000-000 001',
  home: 'Lisdodde 3',
  isAdult: true,
  trainedUntil: null,
  agreementEdition: null,
  currentAgreementEdition: 1,
  position: '1',
};

function model(answer: Outcome<ProfileView> = { ok: true, value: view }) {
  const sent: Record<string, unknown>[] = [];
  const take = async (body: Record<string, unknown>) => {
    sent.push(body);
    return answer;
  };
  const settings = new WorkSettings({
    api: { profile: async () => ({ ok: true, value: view }), giveProfile: take, acceptAgreement: take },
    sessionEnded: () => undefined,
  });
  return { settings, sent };
}

describe('my own settings', () => {
  it('show what is known', async () => {
    const { settings } = model();
    await settings.load();
    expect(settings.firstName.value).toBe('Bewoner A');
    expect(settings.hasAgreed.value).toBe(false);
  });

  it('take away what was left empty', async () => {
    const { settings, sent } = model();
    await settings.load();
    settings.change('home', ' ');
    await settings.save();
    expect(sent).toEqual([
      { commandId: expect.any(String), firstName: 'Bewoner A', phone: '0000-000 001', isAdult: true },
    ]);
    expect(settings.saved.value).toBe('profile');
  });

  it('say at the field what is wrong, before anything is sent', async () => {
    const { settings, sent } = model();
    await settings.load();
    settings.change('firstName', '');
    settings.change('phone', 'bel mij');
    await settings.save();
    expect(Object.keys(settings.fieldErrors.value)).toEqual(['firstName', 'phone']);
    expect(settings.refusals.value).toBe(1);
    expect(sent).toEqual([]);
  });

  it('keep what was typed when there is no internet, and send it as the same command', async () => {
    const { settings, sent } = model({ ok: false, problem: { code: 'offline', fields: {} } });
    await settings.load();
    settings.change('firstName', 'Anders');
    await settings.save();
    await settings.save();
    expect(settings.firstName.value).toBe('Anders');
    expect(settings.problem.value?.code).toBe('offline');
    expect(sent[0]?.commandId).toBe(sent[1]?.commandId);
  });

  it('accept the edition that was shown, and no other', async () => {
    const { settings, sent } = model({ ok: true, value: { ...view, agreementEdition: 1 } });
    await settings.load();
    await settings.agree(1);
    expect(sent[0]).toMatchObject({ edition: 1 });
    expect(settings.hasAgreed.value).toBe(true);
  });

  it('leave nothing behind for who comes next', async () => {
    const { settings } = model();
    await settings.load();
    settings.forget();
    expect([settings.firstName.value, settings.phone.value, settings.home.value]).toEqual(['', '', '']);
  });
});
