/**
 * The national help lines as they were when this was built, for a phone that never had internet here.
 * A number is only here with the day on which somebody looked it up; a regional number is not known here.
 */
import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';

const CHECKED_ON = '2026-11-21';

export const builtInHelpRoutes: HelpRoute[] = [
  {
    code: 'emergency',
    number: '112',
    sourceUrl: 'https://www.rijksoverheid.nl/onderwerpen/alarmnummer-112',
    checkedOn: CHECKED_ON,
  },
  {
    code: 'suicide',
    number: '113',
    url: 'https://www.113.nl',
    sourceUrl: 'https://www.113.nl',
    checkedOn: CHECKED_ON,
  },
  {
    code: 'unsafe-home',
    number: '0800-2000',
    url: 'https://veiligthuis.nl',
    sourceUrl: 'https://veiligthuis.nl',
    checkedOn: CHECKED_ON,
  },
  { code: 'doctor', number: null, sourceUrl: 'https://www.vzinfo.nl', checkedOn: null },
  {
    code: 'worrying-behaviour',
    number: '0800-1205',
    sourceUrl: 'https://www.regioburgemeesters.nl',
    checkedOn: CHECKED_ON,
  },
  { code: 'police', number: '0900-8844', sourceUrl: 'https://www.politie.nl', checkedOn: CHECKED_ON },
  {
    code: 'listening',
    number: '088 0767 000',
    url: 'https://www.deluisterlijn.nl',
    sourceUrl: 'https://www.deluisterlijn.nl',
    checkedOn: CHECKED_ON,
  },
  {
    code: 'children',
    number: '0800-0432',
    url: 'https://www.kindertelefoon.nl',
    sourceUrl: 'https://www.kindertelefoon.nl',
    checkedOn: CHECKED_ON,
  },
];
