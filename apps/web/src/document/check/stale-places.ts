import { boundBindings, type Subject } from "@nomous/workbench";
import type { StaleFacts } from "./check-message.ts";

/** Where the text as it is now names what is not as it was: the bridge knows places in the file, which is older. */
export const stalePlaces = (subject: Subject): StaleFacts[] =>
  boundBindings(subject)
    .filter(({ bound }) => bound.freshness !== "fresh")
    .flatMap(({ binding, bound: { target } }) => binding.mentions.map(({ from, to }) => ({ from, to, target })))
    .toSorted((a, b) => a.from - b.from);
