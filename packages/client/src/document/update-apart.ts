// Changes that are not made here yet, and perhaps never: as an update by a client id of Yjs of its own. Had they been made in the Y.Doc that is
// edited, everything typed behind them would build on them, and the bridge could take none of it when it does not take them.
import type { TextChange } from "./live-document.ts";
import { SharedText } from "./shared-text.ts";

/** What makes the changes in the text as it is, encoding 1; `undefined` when they change nothing. `yjs` is used for nothing else. */
export function updateApart(text: SharedText, yjs: number, changes: readonly TextChange[]): Uint8Array | undefined {
  const apart = new SharedText(yjs, nothing, nothing);
  apart.apply([{ encoding: 2, update: text.state() }]);
  return apart.capture(changes);
}

const nothing = (): void => {};
