import type { Finding } from "@nomous/workbench";
import type { DocumentDesk } from "../desk.ts";
import { showFindings } from "../editor/finding-popover.ts";
import { placeOf } from "../editor/finding-set.ts";

/** Puts the cursor at a finding, wherever it stands by now, and tells what it is. */
export function goTo({ editor }: DocumentDesk, finding: Finding): void {
  const from = placeOf(editor.view.state, finding)?.from ?? finding.from;
  editor.goTo(from);
  showFindings(editor.view, from);
}
