// Keys of the whole page. Single letters act only when no text field has the focus; nothing acts behind a dialog.
import { useEffect, useEffectEvent } from "react";
import { isMac } from "../words/keys.ts";

const TEXT_FIELD = "input, textarea, select, [contenteditable=true]";

/** `keys` as in `Mod+K`, `Alt+ArrowLeft`, `?`; Mod is Ctrl, on macOS the command key. */
export function useShortcut(keys: string, act: () => void, isOn = true): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || !fits(keys, event) || isCovered(event)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    if (!isOn) return undefined;
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [isOn]);
}

/** A dialog takes all keys; an open popover takes Esc, by which the browser closes it. */
function isCovered(event: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  if (event.key !== "Escape") return false;
  return [...document.querySelectorAll("[popover]")].some((each) => each.matches(":popover-open"));
}

function fits(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split("+");
  const key = parts.pop() ?? "";
  const isMod = isMac() ? event.metaKey : event.ctrlKey;
  if (parts.includes("Mod") !== isMod || parts.includes("Alt") !== event.altKey) return false;
  if (parts.length === 0 && key.length === 1 && isTextField(event.target)) return false;
  // ⌥← and ⌥→ move by words in a text field.
  if (parts.includes("Alt") && isMac() && isTextField(event.target)) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const isTextField = (target: EventTarget | null): boolean => target instanceof Element && target.matches(TEXT_FIELD);
