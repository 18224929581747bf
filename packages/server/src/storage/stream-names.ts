import type { StreamFamily, StreamId } from "@nomous/protocol";

/** The names of a family's streams behind `after`: those that are greater than `from` and less than `below`. */
export function namesOf(family: StreamFamily, after: StreamId | undefined): { from: string; below: string } {
  const from = `${family}/`;
  // The character behind "/".
  return { from: after === undefined || after < from ? from : after, below: `${family}0` };
}
