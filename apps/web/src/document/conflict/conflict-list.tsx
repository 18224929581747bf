// All conflicts of a document beside the one that is looked at: first those to decide, then those that are.
import type { DocumentId, Meeting, PlacedConflict } from "@nomous/client";
import { Link } from "wouter";
import { conflictsAddress } from "../../address.ts";
import { useRuntime } from "../../hooks/use-client.ts";
import { Glyph, type GlyphName, type Tone } from "../../ui/glyph.tsx";
import { moveFocus } from "../../ui/menu.tsx";
import { countText, plural } from "../../words/numbers.ts";
import "./conflict-list.css";
import { keptText, sidesOf, type SideView } from "./conflict-sides.ts";
import { decisionsOf, excerptOf, openCount, spanText, type Standing, standingOf, whereText } from "./conflict-words.ts";
import { lineOf } from "./surrounding-lines.ts";
import { useViewer } from "./use-viewer.ts";

interface ConflictListProps {
  document: DocumentId;
  conflicts: readonly PlacedConflict[];
  chosen: PlacedConflict | undefined;
  /** In which the chosen one was found. */
  meeting: Meeting | undefined;
  /** The text of the document as it is now. */
  text: string;
}

export function ConflictList({ document, conflicts, chosen, meeting, text }: ConflictListProps) {
  const open = openCount(conflicts);
  const groups = (["open", "waiting", "decided"] as const).map((standing) => ({
    standing,
    conflicts: conflicts.filter((one) => standingOf(one) === standing),
  }));
  return (
    <aside className="conflict-side" aria-label="Conflicts" data-region="" tabIndex={-1}>
      {/* Arrows move between the conflicts. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div onKeyDown={moveFocus}>
        {groups.map(
          ({ standing, conflicts }) =>
            conflicts.length > 0 && (
              <section key={standing} className="group">
                <h2>{GROUPS[standing](conflicts.length)}</h2>
                <ul>
                  {conflicts.map((placed) => (
                    <ConflictItem
                      key={placed.conflict.conflict}
                      document={document}
                      placed={placed}
                      isChosen={placed === chosen}
                      text={text}
                    />
                  ))}
                </ul>
              </section>
            ),
        )}
      </div>
      {meeting !== undefined && <MeetingFacts meeting={meeting} />}
      <section className="sec">
        <h2>{open > 0 ? "While they are open" : "All are settled"}</h2>
        <p className="meta">
          {open > 0 && "Approval is refused until these are settled. "}
          The merged text is in the document. Nothing is lost by choosing: both versions stay in{" "}
          <span className="mono">.nomous/reviews/</span>.
        </p>
      </section>
    </aside>
  );
}

const GROUPS: Readonly<Record<Standing, (count: number) => string>> = {
  open: (count) => plural(count, "edit conflict"),
  waiting: (count) => `${countText(count)} decided here, not yet on the bridge`,
  decided: (count) => `${countText(count)} decided`,
};

const LOOKS: Readonly<Record<Standing, { readonly glyph: GlyphName; readonly tone?: Tone }>> = {
  open: { glyph: "ring" },
  waiting: { glyph: "waits", tone: "warning" },
  decided: { glyph: "check", tone: "ok" },
};

interface ConflictItemProps {
  document: DocumentId;
  placed: PlacedConflict;
  isChosen: boolean;
  text: string;
}

function ConflictItem({ document, placed, isChosen, text }: ConflictItemProps) {
  const viewer = useViewer();
  const { clock } = useRuntime();
  const { conflict, place } = placed;
  const sides = sidesOf(conflict.who, viewer);
  const standing = standingOf(placed);
  const look = isChosen && standing === "open" ? ({ glyph: "step", tone: "accent" } as const) : LOOKS[standing];
  const decisions = decisionsOf(placed, sides, viewer, clock.now());
  return (
    <li>
      <Link
        href={conflictsAddress(document, conflict.conflict)}
        replace
        className="conflict-item"
        aria-current={isChosen ? "true" : undefined}
      >
        <Glyph name={look.glyph} {...(look.tone === undefined ? {} : { tone: look.tone })} />
        <span className="what">
          <span className="cut">{excerptOf(conflict) || "Removed text"}</span>
          <span className="meta">{whereText(conflict, sides)}</span>
          {placed.waiting !== undefined && (
            <span className="meta">You {keptText(placed.waiting, sides)}; it waits</span>
          )}
          {decisions.map((decision, n) => (
            <span key={n} className="meta">
              {decision.text}
              {decision.isFirst ? "" : ", too late"}
            </span>
          ))}
        </span>
        <span className="pos">
          {place !== null && (
            <>
              <span className="heard">line </span>
              {lineOf(text, place.from)}
            </>
          )}
        </span>
      </Link>
    </li>
  );
}

function MeetingFacts({ meeting }: { meeting: Meeting }) {
  const viewer = useViewer();
  const { clock } = useRuntime();
  const sides = sidesOf({ mine: meeting.mine, theirs: meeting.theirs }, viewer);
  const back = sides.first.side === "mine" ? sides.first : sides.second;
  const here = back === sides.first ? sides.second : sides.first;
  const merged = Math.max(0, meeting.places - meeting.conflicts);
  const calledOf = ({ label, names, device }: SideView): string =>
    label === "Mine" ? "Yours" : sides.first.names === sides.second.names ? `${names}, ${device}` : names;
  return (
    <section className="sec">
      <h2>Merged without a conflict</h2>
      <dl>
        <dt>
          {calledOf(back)}, came {spanText(back.sides, clock.now())}
        </dt>
        <dd>
          {countText(merged)} of {plural(meeting.places, "place")}
        </dd>
        <dt>
          {calledOf(here)}, here {spanText(here.sides, clock.now())}
        </dt>
        <dd>
          {plural(
            here.sides.reduce((sum, { edits }) => sum + edits, 0),
            "edit",
          )}
        </dd>
      </dl>
    </section>
  );
}
