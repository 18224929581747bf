// How many conflicts of a document are open, where people look: in the status bar, and on a phone, which has none, in a bar of its own.
import type { LiveDocument } from "@nomous/client";
import { Link } from "wouter";
import { conflictsAddress } from "../../address.ts";
import { Status } from "../../ui/status.tsx";
import { plural } from "../../words/numbers.ts";
import { usePart } from "../use-part.ts";
import { openCount } from "./conflict-words.ts";

const useOpenCount = (live: LiveDocument): number => usePart(live.view, ({ conflicts }) => openCount(conflicts));

export function ConflictFact({ live }: { live: LiveDocument }) {
  const count = useOpenCount(live);
  if (count === 0) return null;
  return (
    <Link className="conflict-fact" href={conflictsAddress(live.id)}>
      <Status glyph="warning" tone="warning">
        {plural(count, "conflict")}
      </Status>
    </Link>
  );
}

export function ConflictBar({ live }: { live: LiveDocument }) {
  const count = useOpenCount(live);
  if (count === 0) return null;
  return (
    <section className="conflict-bar phone-only" aria-label="Edit conflicts">
      <Status glyph="warning" tone="warning">
        {plural(count, "edit conflict")}
      </Status>
      <span className="grow" />
      <Link className="btn normal" href={conflictsAddress(live.id)}>
        Show {count === 1 ? "it" : "them"}
      </Link>
    </section>
  );
}
