/** Whether a version of Kubernetes like `1.36` is newer than another. */
export const isNewer = (version: string, than: string): boolean => minorOf(version) > minorOf(than);

export const minorOf = (version: string): number => Number(version.split('.')[1]);

export const nextVersion = (version: string): string => `1.${minorOf(version) + 1}`;
