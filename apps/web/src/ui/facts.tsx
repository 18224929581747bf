// What is told as names and values: one line each, in a `dl`.
import type { ReactNode } from "react";
import "./facts.css";

/** A line of a `dl`. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="fact">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
