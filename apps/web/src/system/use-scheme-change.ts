import { useEffect, useEffectEvent } from "react";

/** Calls `changed` when light and dark have changed places, by the system or by a person. */
export function useSchemeChange(changed: () => void): void {
  const onChange = useEffectEvent(changed);
  useEffect(() => {
    const listener = (): void => onChange();
    const system = matchMedia("(prefers-color-scheme: dark)");
    const person = new MutationObserver(listener);
    system.addEventListener("change", listener);
    person.observe(document.documentElement, { attributeFilter: ["data-scheme"] });
    return () => {
      system.removeEventListener("change", listener);
      person.disconnect();
    };
  }, []);
}
