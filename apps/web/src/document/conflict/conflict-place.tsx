// One place of a document that two sides changed: what both began with, what each made of it, what the merge made of that, between the lines
// around it.
import type { PlacedConflict } from "@nomous/client";
import { type ReactNode, type Ref, useMemo } from "react";
import { useRuntime } from "../../hooks/use-client.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { type SidesView, type SideView } from "./conflict-sides.ts";
import { spanText } from "./conflict-words.ts";
import { mergedStretches, sideStretches, type Stretch } from "./stretches.ts";
import { lineAround } from "./surrounding-lines.ts";

interface ConflictPlaceProps {
  placed: PlacedConflict;
  sides: SidesView;
  /** The text of the document as it is now. */
  text: string;
  ref: Ref<HTMLElement>;
}

export function ConflictPlace({ placed, sides, text, ref }: ConflictPlaceProps) {
  const { conflict, place, isOutdated } = placed;
  const { first, second } = sides;
  const { base, merged, runs } = conflict;
  const stretches = useMemo(
    () => ({
      ...sideStretches(base, conflict[first.side], conflict[second.side]),
      merged: mergedStretches(merged, runs, first.side === "theirs"),
    }),
    [base, merged, runs, conflict, first.side, second.side],
  );
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={ref} className="conflict-place" aria-label="The place and its versions" tabIndex={0}>
      {place !== null && <LineRow line={lineAround(text, place, -1)} />}
      <Row kind="base" label="Base" note="before both">
        <Words stretches={stretches.base} empty="Nothing stood here" />
      </Row>
      <SideRow kind="mine" side={first} text={conflict[first.side]} stretches={stretches.first} />
      <SideRow kind="theirs" side={second} text={conflict[second.side]} stretches={stretches.second} />
      <Row kind="merged" label="Merged" note={mergedNote(placed)}>
        <Words stretches={stretches.merged} empty="Nothing" names={sides} />
      </Row>
      {place !== null && isOutdated && (
        <Row kind="merged" label="Now" note="changed since">
          <Words stretches={[{ text: text.slice(place.from, place.to), mark: "same" }]} empty="Nothing" />
        </Row>
      )}
      {place !== null && <LineRow line={lineAround(text, place, 1)} />}
    </section>
  );
}

function mergedNote({ place, isOutdated }: PlacedConflict): string {
  if (place === null) return "not in the document any more";
  return isOutdated ? "as it was merged" : "in the document";
}

interface RowProps {
  kind: "base" | "mine" | "theirs" | "merged" | "around";
  label: ReactNode;
  note: string;
  children: ReactNode;
}

const Row = ({ kind, label, note, children }: RowProps) => (
  <div className={`version-row ${kind}`}>
    <div className="who">
      <h2>{label}</h2>
      <span>{note}</span>
    </div>
    <div className="words">{children}</div>
  </div>
);

interface SideRowProps {
  kind: "mine" | "theirs";
  side: SideView;
  text: string;
  stretches: readonly Stretch[];
}

function SideRow({ kind, side, text, stretches }: SideRowProps) {
  const { clock } = useRuntime();
  const { label, names, device, sides } = side;
  const when = `${side.side === "mine" ? "came " : ""}${spanText(sides, clock.now())}`;
  return (
    <Row
      kind={kind}
      label={
        <>
          <b className={kind}>{label}</b>
          {label !== names && <span>, {names}</span>}
        </>
      }
      note={device === "" ? when : `${device}, ${when}`}
    >
      <Words stretches={stretches} empty="Removed" />
      {text !== "" && <CopyButton text={text} label="Copy" name={`Copy what ${names} wrote`} />}
    </Row>
  );
}

function LineRow({ line }: { line: { readonly number: number; readonly text: string } | undefined }) {
  if (line === undefined) return null;
  return (
    <div className="version-row around">
      <div className="who">
        <span>
          <span className="heard">Line </span>
          {line.number}
        </span>
      </div>
      <div className="words">{line.text}</div>
    </div>
  );
}

interface WordsProps {
  stretches: readonly Stretch[];
  /** Said where there are no words. */
  empty: string;
  /** Whose words they are is told to who cannot see it. */
  names?: SidesView;
}

/** A text with what became of its words. */
export function Words({ stretches, empty, names }: WordsProps) {
  if (stretches.every(({ text }) => text.trim() === "")) return <span className="muted">{empty}</span>;
  return (
    <>
      {stretches.map((stretch, n) => (
        <StretchWords key={n} stretch={stretch} names={names} />
      ))}
    </>
  );
}

function StretchWords({ stretch: { text, mark }, names }: { stretch: Stretch; names: SidesView | undefined }) {
  switch (mark) {
    case "same":
      return <span>{text}</span>;
    case "removed":
      return <del>{text}</del>;
    case "added":
      return <ins>{text}</ins>;
    case "first":
    case "second":
      break;
  }
  return (
    <ins className={mark}>
      {names !== undefined && <span className="heard">{names[mark].label}: </span>}
      {text}
    </ins>
  );
}
