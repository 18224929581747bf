import { useState } from "react";
import { useMedia } from "../../hooks/use-media.ts";
import { useSchemeChange } from "../../system/use-scheme-change.ts";
import { currentScheme } from "../../ui/scheme.ts";

/** Whether the page is dark now, by the system or by choice. */
export function useIsDark(): boolean {
  const isSystemDark = useMedia("(prefers-color-scheme: dark)");
  const [scheme, setScheme] = useState(currentScheme);
  useSchemeChange(() => setScheme(currentScheme()));
  return scheme === "system" ? isSystemDark : scheme === "dark";
}
