// Every key the page knows, as data: what the table shows is what the handlers use.

export const KEYS = {
  palette: { keys: "Mod+K", does: "Search or run a command" },
  send: { keys: "Mod+Enter", does: "Send, or queue while the bridge is away" },
  stop: { keys: "Escape", does: "Stop the answer; close what is open" },
  previousBranch: { keys: "Alt+ArrowLeft", does: "Previous branch, or edit conflict" },
  nextBranch: { keys: "Alt+ArrowRight", does: "Next branch, or edit conflict" },
  side: { keys: "Mod+\\", does: "Show or hide the side panel, or the preview" },
  nextFinding: { keys: "F8", does: "Next finding in the document" },
  previousFinding: { keys: "Shift+F8", does: "Previous finding" },
  quickFix: { keys: "Mod+.", does: "Show what was found here; again: make its fix" },
  target: { keys: "F12", does: "Open what the text names: a document, a file, its lines" },
  accept: { keys: "Alt+A", does: "Accept the suggestion" },
  reject: { keys: "Alt+R", does: "Reject the suggestion" },
  keepMerged: { keys: "M", does: "Edit conflict: keep what was merged" },
  keepFirst: { keys: "1", does: "Edit conflict: keep mine" },
  keepSecond: { keys: "2", does: "Edit conflict: keep theirs" },
  writeOwn: { keys: "E", does: "Edit conflict: write my own text" },
  find: { keys: "Mod+F", does: "Find in the document" },
  leave: { keys: "Escape Tab", does: "Leave the text of a document" },
  region: { keys: "F6", does: "Next region: conversations, main, side panel, status" },
  help: { keys: "?", does: "Show all keys" },
} as const;

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };
const MAC_NAMES: Readonly<Record<string, string>> = { Mod: "⌘", Alt: "⌥" };
const OTHER_NAMES: Readonly<Record<string, string>> = { Mod: "Ctrl" };

/** `Mod+K` as people read it: "Ctrl K", on macOS "⌘ K". */
export function keyText(keys: string, onMac = isMac()): string {
  const system = onMac ? MAC_NAMES : OTHER_NAMES;
  return keys
    .split("+")
    .map((key) => system[key] ?? NAMES[key] ?? key)
    .join(" ");
}
