// Open conflicts in a document that begins anew: nobody has decided them, so they are told again with their places in the new text.
import { openConflicts } from "@nomous/protocol";
import type { NewEntry } from "../document-log.ts";
import type { Ground, Merger } from "../merger.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";

/** `onto`: the new text. */
export async function carriedConflicts(
  merger: Pick<Merger, "anchor">,
  { conflicts }: Pick<LoadedRoom, "conflicts">,
  onto: Ground,
): Promise<NewEntry[]> {
  const open = openConflicts(conflicts);
  if (open.length === 0) return [];
  const anchors = await merger.anchor(
    open.map(({ conflict }) => conflict),
    onto,
  );
  return open.flatMap(({ conflict, at }, i): NewEntry[] => {
    const anchor = anchors[i];
    return anchor === undefined ? [] : [{ event: { type: "conflict", conflict: { ...conflict, ...anchor }, at } }];
  });
}
