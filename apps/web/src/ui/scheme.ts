// Light or dark: the system decides until a person does.
import { recall, remember } from "../browser-storage.ts";

export type Scheme = "system" | "light" | "dark";

const KEY = "scheme";

export function currentScheme(): Scheme {
  const kept = recall(localStorage, KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

export function applyScheme(scheme: Scheme): void {
  remember(localStorage, KEY, scheme === "system" ? "" : scheme);
  if (scheme === "system") delete document.documentElement.dataset["scheme"];
  else document.documentElement.dataset["scheme"] = scheme;
}
