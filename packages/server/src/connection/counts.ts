/** Plain numbers that the hot path adds to; `/metrics` reads them when it is asked. */
export interface Counts {
  connections: number;
  accepted: number;
  messages: number;
  commands: number;
  queries: number;
  sentBytes: number;
}

export const createCounts = (): Counts => ({
  connections: 0,
  accepted: 0,
  messages: 0,
  commands: 0,
  queries: 0,
  sentBytes: 0,
});
