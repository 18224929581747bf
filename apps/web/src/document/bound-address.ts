import { fileAddress, parsePlace } from "../address.ts";

/** The page of something that a document rests on: `src/a.ts#name`, `src/a.ts:10-40`, `src/a.ts`, `specs/b.md#goals`. */
export function boundAddress(target: string): string {
  const place = parsePlace(target.replace(/#.*$/, ""));
  return place === undefined ? fileAddress(target) : fileAddress(place.path, place.lines);
}
