import { personas } from '@bijspringen/people/index.ts';
import { describe, expect, it } from 'vitest';
import { welcome } from './welcome.ts';

describe('what a started demo prints', () => {
  const lines = welcome({ url: 'http://localhost:8080', dataFolder: '/data', personas });

  it('names everybody who can log in, once, with what there is to see', () => {
    const names = lines.filter((line) => /^ {2}\S/.test(line)).flatMap((line) => line.trim().split(', '));
    expect(names.toSorted()).toEqual(personas.map(({ name }) => name).toSorted());
    expect(lines.join('\n')).toContain('  Dienstdoende, Tweede dienstdoende\n      "Dienst"');
  });

  it('says where it is and where the data are, on lines that fit a terminal', () => {
    expect(lines).toContain('Log in at            http://localhost:8080/inloggen  as');
    expect(lines).toContain('Data are in          /data');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });
});
