// Changes that are not made here yet, and perhaps never: as an update by a client id of Yjs of its own. Had they been made in the Y.Doc that is
// edited, everything typed behind them would build on them, and the bridge could take none of it when it does not take them.
import * as Y from "yjs";
import type { TextChange } from "./live-document.ts";
import { SharedText } from "./shared-text.ts";

/**
 * What makes the changes in the text as it is, one list after the other, encoding 1; `undefined` when they change nothing. `yjs` is used for nothing
 * else.
 */
export function updateApart(
  text: SharedText,
  yjs: number,
  changes: readonly (readonly TextChange[])[],
): Uint8Array | undefined {
  const apart = new SharedText(yjs, nothing, nothing);
  apart.apply([{ encoding: 2, update: text.state() }]);
  const updates = changes.map((list) => apart.capture(list)).filter((update) => update !== undefined);
  return updates.length === 0 ? undefined : Y.mergeUpdates(updates);
}

const nothing = (): void => {};
