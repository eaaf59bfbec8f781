/** Every bound of learning, with its unit and its reason. */

/** Replays in one page of the list. */
export const REPLAYS_PAGE = 50;
/** Steps in one answer of the timeline: some 150 kB. */
export const STEPS_PAGE_MAX = 500;
/** People told apart in one replay: three waves of residents, everybody on a roster, and room. Later ones share a lane. */
export const PEOPLE_MAX = 64;
/** Clocks in a moment: one for each helper's check and each talk afterwards, and room. What ended longest ago goes first. */
export const CLOCKS_MAX = 96;
/** Clocks that ended stay this many long, so that one sees how they came out. */
export const CLOCKS_ENDED_MAX = 12;
/** Things that one person is awaited for at a time. */
export const AWAITED_MAX = 16;
/** Notes and debriefs in a moment; of more the newest. */
export const NOTES_SHOWN_MAX = 200;
export const DEBRIEFS_SHOWN_MAX = 200;
/** Replays whose last moment stays in memory while events come in, some 5 kB each. */
export const REPLAYS_CACHED_MAX = 256;
