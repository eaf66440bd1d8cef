/** Whether there is time for all that is generated: in `npm run simulate`. The fast suite plays a tenth of it. */
export const THOROUGH = process.env.THOROUGH === '1';

/** The number of generated cases, of which the fast suite plays a tenth. */
export const runs = (all: number): number => (THOROUGH ? all : Math.ceil(all / 10));

/** Every tenth (or another part) of some items, or all where the time is there. */
export const sampled = <T>(items: readonly T[], offset: number, every = 10): readonly T[] =>
  THOROUGH ? items : items.filter((_, index) => (index + offset) % every === 0);
