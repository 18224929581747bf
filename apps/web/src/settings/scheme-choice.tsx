import { useState } from "react";
import { applyScheme, currentScheme, type Scheme } from "../ui/scheme.ts";
import { Segments } from "../ui/segments.tsx";

const SCHEMES: readonly (readonly [Scheme, string])[] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

export function SchemeChoice() {
  const [scheme, setScheme] = useState(currentScheme);
  const choose = (next: Scheme): void => {
    applyScheme(next);
    setScheme(next);
  };
  return <Segments label="Light and dark" names={SCHEMES} chosen={scheme} onChoose={choose} />;
}
