import type { Actor, Presence } from "@nomous/protocol";
import { withoutControls } from "../without-controls.ts";

/** Who did something, for a person: `Ada`, `Ada with an agent`, `a program`. */
export function actorText({ person, agent }: Pick<Actor, "person" | "agent">): string {
  if (agent === "file") return "a program";
  if (agent === "git") return "git";
  return withoutControls(agent === undefined ? person : `${agent} of ${person}`);
}

/** `Ada, Ben and a program` */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const last = distinct.at(-1) ?? "";
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(", ")} and ${last}`;
}

/** Everybody else who has the document open; a person with two tabs is one. */
export const othersText = (people: readonly Presence[], tab: string): string =>
  listed(people.filter((one) => one.tab !== tab).map(actorText));
