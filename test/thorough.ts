/** Whether there is time for all that is generated: in `npm run simulate`. The fast suite plays a fifth of it. */
export const THOROUGH = process.env.THOROUGH === '1';

/** The number of generated cases, of which the fast suite plays a fifth. */
export const runs = (all: number): number => (THOROUGH ? all : Math.ceil(all / 5));

/** Every fifth (or another part) of some items, or all where the time is there. */
export const sampled = <T>(items: readonly T[], offset: number, every = 5): readonly T[] =>
  THOROUGH ? items : items.filter((_, index) => (index + offset) % every === 0);
