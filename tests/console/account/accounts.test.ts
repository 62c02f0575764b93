import { describe, expect, it } from '@jest/globals';
import { sayDevice } from '../../../src/console/account/device-name.ts';
import { tourOf } from '../../../src/console/tour/steps.ts';
import { setUpWords } from '../../../src/console/words/set-up.ts';
import { PERMISSIONS } from '../../../src/contract/user.ts';
import type { Role } from '../../../src/contract/user.ts';

const me = (role: Role) => ({
  everywhere: [],
  brands: [{ id: 'lumo', name: 'Lumo', demonstration: true, languages: ['fr'], permissions: [...PERMISSIONS[role]] }],
});

describe('the tour', () => {
  it.each<[Role, string[]]>([
    ['viewer', ['live', 'verdict', 'window', 'calendar', 'menu']],
    ['community-manager', ['live', 'verdict', 'window', 'decide', 'menu']],
    ['editor', ['live', 'verdict', 'window', 'decide', 'approve', 'menu']],
    ['brand-team', ['live', 'verdict', 'window', 'calendar', 'menu']],
    ['admin', ['live', 'verdict', 'decide', 'approve', 'admin', 'menu']],
  ])('shows a %s what they can do, in four to six steps', (role, steps) => {
    expect(tourOf(me(role))).toEqual(steps);
  });
});

describe('a device', () => {
  const AGENTS: [string, string][] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari on iOS'],
    ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.5.0', 'a program'],
    ['', 'a program'],
  ];
  it.each(AGENTS)('%s is called %s', async (agent, name) => {
    const { t } = await setUpWords({ getItem: () => 'en' }, []);
    expect(sayDevice(t, agent)).toBe(name);
  });
});
