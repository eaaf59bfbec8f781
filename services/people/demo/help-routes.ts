/**
 * Help routes of the fictional district: national numbers, each with the page on which it was looked up and when. Those
 * pages were read in stored copies, some of them of others who cite the line itself: ring and check before going live.
 */
import type { HelpRoute } from '@bijspringen/contracts/people/values.ts';

/** In the order in which a screen shows them. A number that is regional, and so not known for a place that does not exist, is null. */
export const waterkantHelpRoutes: HelpRoute[] = [
  {
    code: 'emergency',
    number: '112',
    sourceUrl: 'https://www.veiligheidsregiofryslan.nl',
    checkedOn: '2026-11-21',
  },
  {
    code: 'suicide',
    number: '113',
    url: 'https://www.113.nl',
    sourceUrl: 'https://www.upday.com',
    checkedOn: '2026-11-21',
  },
  {
    code: 'unsafe-home',
    number: '0800-2000',
    url: 'https://veiligthuis.nl',
    sourceUrl: 'https://veiligthuis.nl',
    checkedOn: '2026-11-21',
  },
  { code: 'doctor', number: null, sourceUrl: 'https://www.vzinfo.nl', checkedOn: null },
  {
    code: 'worrying-behaviour',
    number: '0800-1205',
    sourceUrl: 'https://www.regioburgemeesters.nl',
    checkedOn: '2026-11-21',
  },
  { code: 'police', number: '0900-8844', sourceUrl: 'https://dibevo.nl', checkedOn: '2026-11-21' },
  {
    code: 'listening',
    number: '088 0767 000',
    url: 'https://www.deluisterlijn.nl',
    sourceUrl: 'https://www.deluisterlijn.nl',
    checkedOn: '2026-11-21',
  },
  {
    code: 'children',
    number: '0800-0432',
    url: 'https://www.kindertelefoon.nl',
    sourceUrl: 'https://www.kindertelefoon.nl',
    checkedOn: '2026-11-21',
  },
  // A place that does not exist has no page of its own.
  { code: 'own-district', number: null, sourceUrl: '', checkedOn: null },
];
