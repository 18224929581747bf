/** Lets whatever else waits run first, so that long work comes in slices. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
