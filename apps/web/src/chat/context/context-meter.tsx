import type { ContextReport } from "@nomous/client";
import { percentText } from "../../words/numbers.ts";
import "./context.css";
import { contextFill, fillText } from "./context-words.ts";

/** How full the model's context will be: what it is given, then what is kept free for the answer. */
export function ContextMeter({ context }: { context: ContextReport }) {
  const { used, share, isNearlyFull } = contextFill(context);
  const text = fillText(context);
  if (context.size === null || share === undefined) return <span className="meta">{text}</span>;
  return (
    <span
      className={isNearlyFull ? "context-meter full" : "context-meter"}
      // The native meter cannot show two parts.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="meter"
      aria-label="Context"
      aria-valuemin={0}
      aria-valuemax={context.size}
      aria-valuenow={Math.min(used, context.size)}
      aria-valuetext={text}
    >
      <span className="bar wide-only" aria-hidden="true">
        <i style={{ width: `${100 * share.given}%` }} />
        <i style={{ width: `${100 * share.reserved}%` }} />
      </span>
      <span className="wide-only">{text}</span>
      <span className="phone-only">{percentText(used, context.size)}</span>
    </span>
  );
}
