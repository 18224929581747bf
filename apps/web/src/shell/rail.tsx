import { type ReactNode, Suspense, useState } from "react";
import { Link, useLocation } from "wouter";
import { isOfFiles, RUNS_ADDRESS } from "../address.ts";
import { useClient } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { useWorkspace } from "../hooks/use-workspace.ts";
import { ConversationList, DocumentList } from "../late-parts.ts";
import { Boundary } from "../ui/boundary.tsx";
import { IconButton } from "../ui/button.tsx";
import { Glyph, type GlyphName } from "../ui/glyph.tsx";
import { Segments } from "../ui/segments.tsx";
import { Failed } from "../ui/status.tsx";
import { errorText } from "../words/error.ts";
import { KEYS, keyText } from "../words/keys.ts";
import type { RailFilter } from "./group-by-time.ts";
import { RailSlotPlace } from "./rail-slot.tsx";
import "./rail.css";
import { useShell } from "./use-shell.ts";

const NO_FILTER: RailFilter = { text: "", isDeleted: false };

const PLACES: readonly { name: string; glyph: GlyphName; href: string }[] = [
  { name: "Runs", glyph: "runs", href: RUNS_ADDRESS },
  { name: "Models", glyph: "model", href: "/models" },
  { name: "System", glyph: "bars", href: "/system" },
  { name: "Settings", glyph: "sliders", href: "/settings" },
];

export function Rail() {
  const { openPalette, beginDocument } = useShell();
  const { data } = useWorkspace();
  const [address, navigate] = useLocation();
  const [filter, setFilter] = useState<RailFilter>();
  return (
    <>
      <div className="ws">
        <b>{data?.name ?? "Nomous"}</b>
        <span className="meta cut mono" title={data?.path}>
          {data?.path}
        </span>
      </div>
      <button type="button" className="find" onClick={openPalette}>
        <Glyph name="search" />
        <span className="grow">Search or run</span>
        <kbd className="wide-only">{keyText(KEYS.palette.keys)}</kbd>
      </button>
      <div className="head">
        <h2>Conversations</h2>
        <IconButton
          className="small"
          glyph="search"
          label="Filter conversations"
          aria-pressed={filter !== undefined}
          onClick={() => setFilter(filter === undefined ? NO_FILTER : undefined)}
        />
        <IconButton className="small" glyph="plus" label="New conversation" onClick={() => navigate("/")} />
      </div>
      {filter !== undefined && <FilterFields filter={filter} onChange={setFilter} />}
      <LatePart>
        <ConversationList filter={filter ?? NO_FILTER} />
      </LatePart>
      <div className="head">
        <h2>Documents</h2>
        <IconButton className="small" glyph="plus" label="New document" onClick={() => beginDocument()} />
      </div>
      <LatePart>
        <DocumentList />
      </LatePart>
      <RailSlotPlace />
      <div className="foot">
        <Link className="it" href="/files" aria-current={isOfFiles(address) ? "page" : undefined}>
          <Glyph name="file" />
          Files
        </Link>
        {PLACES.map(({ name, glyph, href }) => (
          <Link key={href} className="it" href={href} aria-current={address === href ? "page" : undefined}>
            <Glyph name={glyph} />
            {name}
          </Link>
        ))}
      </div>
    </>
  );
}

/** A list whose code comes after the first screen; it is not missed as long as that takes. */
const LatePart = ({ children }: { children: ReactNode }) => (
  <Boundary renderFailure={(error) => <Failed>{errorText(error)}</Failed>}>
    <Suspense>{children}</Suspense>
  </Boundary>
);

function FilterFields({ filter, onChange }: { filter: RailFilter; onChange: (filter: RailFilter) => void }) {
  const { list } = useReadable(useClient().conversations);
  const deleted = [...list.values()].filter(({ deletedAt }) => deletedAt !== undefined).length;
  return (
    <div className="filter">
      <input
        className="field"
        type="search"
        aria-label="Words in the title"
        placeholder="Words in the title"
        // A person has just asked for this field.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={filter.text}
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
      />
      <Segments
        label="Which conversations"
        names={[
          ["kept", "Kept"],
          ["deleted", `Deleted ${deleted}`],
        ]}
        chosen={filter.isDeleted ? "deleted" : "kept"}
        onChoose={(name) => onChange({ ...filter, isDeleted: name === "deleted" })}
      />
    </div>
  );
}
