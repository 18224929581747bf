import type { Presence, TabId } from "@nomous/client";
import type { OutlineEntry } from "../check/check-message.ts";

/** Somebody else who has the document open, once for all their tabs, and where they are. */
export interface Reader {
  readonly name: string;
  /** Where their cursor is; `undefined`: they read. */
  readonly head: number | undefined;
}

/** Their name with the program that acts for them. */
export const nameOf = ({ person, agent }: Presence): string => (agent === undefined ? person : `${person} (${agent})`);

/** Everybody but this tab. */
export const othersOf = (people: readonly Presence[], own: TabId): readonly Presence[] =>
  people.filter(({ tab }) => tab !== own);

/** "3 readers, tomas is in §6"; `undefined` when nobody else is here. */
export function readersText(readers: readonly Reader[], outline: readonly OutlineEntry[]): string | undefined {
  if (readers.length === 0) return undefined;
  const count = `${readers.length + 1} readers`;
  const writers = readers.filter(({ head }) => head !== undefined);
  const [first] = writers;
  if (first?.head === undefined) return count;
  const place = sectionText(outline, first.head);
  const more = writers.length > 1 ? `, ${writers.length - 1} more ${writers.length === 2 ? "writes" : "write"}` : "";
  return `${count}, ${first.name} is ${place}${more}`;
}

/** "in §6" where headings have numbers, else "in Observability"; "above the first heading". */
export function sectionText(outline: readonly OutlineEntry[], at: number): string {
  const section = outline.findLast(({ from }) => from <= at);
  if (section === undefined) return "above the first heading";
  const number = /^(\d+(?:\.\d+)*)[.)]?\s/.exec(section.title)?.[1];
  return number === undefined ? `in “${section.title}”` : `in §${number}`;
}
