import { AnyJson, decodeJson, type ToolCallPart } from "@nomous/client";

/** The calls that a model wrote. They are shown and nothing else: no tool is run. */
export function ToolCalls({ calls }: { calls: readonly ToolCallPart[] }) {
  return calls.map(({ index, name, arguments: text }) => (
    <figure key={index} className="tool-call">
      <figcaption>
        <span>
          The model asks for <b className="mono">{name ?? "a tool without a name"}</b>
        </span>
        <span>nothing was called</span>
      </figcaption>
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>{indented(text)}</pre>
    </figure>
  ));
}

/** JSON on several lines; what is no JSON (yet) stays as it was written. */
function indented(text: string): string {
  const value = decodeJson(AnyJson, text);
  return value === undefined ? text : JSON.stringify(value, undefined, 2);
}
