// One field for everything: go to a conversation or a file, run a command, look into what was said.
import { generationStream, type QueryResult, type TurnId } from "@nomous/client";
import { useMemo, useState } from "react";
import { useLocation } from "wouter";
import {
  conversationAddress,
  DOCUMENTS_ADDRESS,
  fileAddress,
  RUNS_ADDRESS,
  SAMPLE_ADDRESS,
  searchAddress,
  TRACE_ADDRESS,
} from "../address.ts";
import { useFileChoices } from "../file/use-file-choices.tsx";
import { useBridge, useIsOnline } from "../hooks/use-client.ts";
import { useQuery } from "../hooks/use-query.ts";
import { useReadable } from "../hooks/use-readable.ts";
import { titleText } from "../library/document-words.ts";
import { holds } from "../library/library-rows.ts";
import { typesOf } from "../library/new-document.ts";
import { recentDocuments } from "../library/recent-documents.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import { hitAddress } from "../offline/search/hit-address.ts";
import { Marked } from "../offline/search/marked.tsx";
import "../offline/search/search.css";
import { searchedText } from "../offline/search/search-words.ts";
import { useLocalSearch } from "../offline/search/use-local-search.ts";
import { groupByTime } from "../shell/group-by-time.ts";
import { useShell } from "../shell/use-shell.ts";
import { type Choice, Chooser } from "../ui/chooser.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Glyph, type GlyphName } from "../ui/glyph.tsx";
import { applyScheme } from "../ui/scheme.ts";
import { Empty, Failed } from "../ui/status.tsx";
import { KEYS, keyText } from "../words/keys.ts";
import { plural } from "../words/numbers.ts";
import { momentText } from "../words/time.ts";
import "./palette.css";

const SHOWN_CONVERSATIONS = 8;
const SHOWN_DOCUMENTS = 8;
const SHOWN_PLACES = 12;

export interface PaletteProps {
  onClose: () => void;
  onKeys: () => void;
}

export function Palette({ onClose, onKeys }: PaletteProps) {
  const [isFiles, setFiles] = useState(false);
  return (
    <Dialog label="Search or run" className="palette" onClose={onClose}>
      {isFiles ? (
        <FileSearch onClose={onClose} />
      ) : (
        <EverythingSearch onClose={onClose} onKeys={onKeys} onFiles={() => setFiles(true)} />
      )}
    </Dialog>
  );
}

function FileSearch({ onClose }: { onClose: () => void }) {
  const [, navigate] = useLocation();
  const [text, setText] = useState("");
  const { choices, note } = useFileChoices(text, (path) => {
    onClose();
    navigate(fileAddress(path));
  });
  return (
    <Chooser
      label="Go to file"
      placeholder="Go to file: words in its path"
      text={text}
      onText={setText}
      choices={choices}
    >
      {note}
    </Chooser>
  );
}

function EverythingSearch({ onClose, onKeys, onFiles }: PaletteProps & { onFiles: () => void }) {
  const [text, setText] = useState("");
  const commands = useCommands({ onClose, onKeys, onFiles });
  const conversations = useConversationChoices(text, onClose);
  const query = text.trim();
  const { choices: documents, note } = useDocumentChoices(query, onClose);
  const local = useLocalChoices(query.length < 2 ? "" : text.trimStart(), onClose);
  const { found, hits } = useBridgeHits(query, local.turns, onClose);
  const fitting = commands.filter(({ key }) => fits(key, query));
  const choices =
    query === ""
      ? [...conversations, ...documents, ...fitting]
      : [...fitting, ...documents, ...conversations, ...local.choices, ...hits];
  return (
    <Chooser
      label="Search or run"
      placeholder="Words of a conversation or a document, or a command"
      text={text}
      onText={setText}
      choices={choices}
    >
      {note}
      {found.error !== undefined && <Failed>{found.error}</Failed>}
      {choices.length === 0 && !found.isLoading && !local.isReading && <Empty>Nothing with “{query}”.</Empty>}
      {query !== "" && <p className="meta note">Searched: {local.searched}</p>}
    </Chooser>
  );
}

const fits = (name: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.toLowerCase().includes(word));

function useConversationChoices(text: string, onClose: () => void): readonly Choice[] {
  const { client, runtime } = useBridge();
  const [, navigate] = useLocation();
  const { list } = useReadable(client.conversations);
  return useMemo(() => {
    const now = runtime.clock.now();
    const rows = groupByTime(list, now, { text, isDeleted: false });
    return rows
      .flatMap((row) => (row.kind === "conversation" ? [row.summary] : []))
      .slice(0, SHOWN_CONVERSATIONS)
      .map(({ id, title, activeAt }) => ({
        key: id,
        group: "Conversations",
        content: (
          <>
            <Glyph name="chat" />
            <span className="cut">{title}</span>
            <span className="meta end">{momentText(activeAt, now)}</span>
          </>
        ),
        choose: () => {
          onClose();
          navigate(conversationAddress(id));
        },
      }));
  }, [list, runtime, text, onClose, navigate]);
}

/** Documents whose title or path holds the words; without words those of the rail. */
function useDocumentChoices(query: string, onClose: () => void) {
  const { data, opened } = useDocuments();
  const { open, opening, openingText, error } = useOpenDocument();
  const documents = data?.documents ?? [];
  const fitting = query === "" ? recentDocuments(documents, opened) : documents.filter((one) => holds(one, query));
  const choices = fitting.slice(0, SHOWN_DOCUMENTS).map((document): Choice => ({
    key: `document ${document.path}`,
    group: "Documents",
    content: (
      <>
        <Glyph name="file" />
        <span className="cut">
          <span className="heard">Open document </span>
          {titleText(document)}
        </span>
        <span className="meta end mono">{opening === document.path ? openingText : document.type}</span>
      </>
    ),
    choose: () => {
      open(document);
      // Going to its page closes the palette; one that has no id yet is waited for here.
      if (document.document !== undefined) onClose();
    },
  }));
  return { choices, note: error === undefined ? null : <Failed>{error}</Failed> };
}

/** What this browser has that holds the words, best first, and the way to all of it. */
function useLocalChoices(text: string, onClose: () => void) {
  const [, navigate] = useLocation();
  const { found, state } = useLocalSearch(text, SHOWN_PLACES);
  const offline = useReadable(useBridge().client.offline);
  const go = (address: string) => (): void => {
    onClose();
    navigate(address);
  };
  // Whose title alone has them stands above.
  const hits = (found?.hits ?? []).filter((hit) => hit.excerpt.some(({ isHit }) => isHit));
  const choices = hits.map((hit): Choice => {
    const address = hitAddress(hit);
    return {
      key: address,
      group: found?.isAlike === true ? "In this browser, spelt alike" : "In this browser",
      content: (
        <>
          <Glyph name={hit.kind === "document" ? "file" : "search"} />
          <span className="cut">
            <Marked pieces={hit.excerpt} />
          </span>
          <span className="meta end cut hit-title">{hit.title.map(({ text }) => text).join("")}</span>
        </>
      ),
      choose: go(address),
    };
  });
  if (found !== undefined && found.total > hits.length)
    choices.push({
      key: "all places",
      group: choices[0]?.group ?? "In this browser",
      content: (
        <>
          <Glyph name="search" />
          <span>Show all {plural(found.total, "place")}</span>
        </>
      ),
      choose: go(searchAddress(text.trim())),
    });
  return {
    choices,
    turns: new Set(hits.flatMap((hit) => (hit.kind === "turn" ? [hit.turn] : []))),
    isReading: state?.isReading !== false,
    searched: searchedText(state, offline),
  };
}

type Hits = QueryResult<"conversation.search">["hits"];

/** As long as not everything is here, the bridge is asked for the rest. */
function useBridgeHits(query: string, known: ReadonlySet<TurnId>, onClose: () => void) {
  const { client } = useBridge();
  const isOnline = useIsOnline();
  const { status } = useReadable(client.offline);
  const isAsked = query.length >= 2 && isOnline && status !== "current";
  const found = useQuery("conversation.search", isAsked ? { text: query, limit: 20 } : undefined);
  const hits = isAsked ? (found.data?.hits ?? []) : [];
  return {
    found,
    hits: useHitChoices(
      hits.filter(({ turn }) => !known.has(turn)),
      onClose,
    ),
  };
}

function useHitChoices(hits: Hits, onClose: () => void): readonly Choice[] {
  const [, navigate] = useLocation();
  return hits.map(({ conversation, turn, title, excerpt }) => ({
    key: `hit ${turn}`,
    group: "On the bridge",
    content: (
      <>
        <Glyph name="search" />
        <span className="cut">{excerpt}</span>
        <span className="meta end cut hit-title">{title}</span>
      </>
    ),
    choose: () => {
      onClose();
      navigate(conversationAddress(conversation, turn));
    },
  }));
}

function useCommands({ onClose, onKeys, onFiles }: PaletteProps & { onFiles: () => void }): readonly Choice[] {
  const [address, navigate] = useLocation();
  const { toggleSide, beginDocument } = useShell();
  const { data: settings } = useQuery("workbench.settings", {});
  const stop = useStop(address);
  const go = (to: string) => (): void => {
    onClose();
    navigate(to);
  };
  const closing = (act: () => void) => (): void => {
    onClose();
    act();
  };
  return [
    command("New conversation", "plus", go("/")),
    ...(stop === undefined ? [] : [command("Stop the answer", "stop", closing(stop), KEYS.stop.keys)]),
    command("All documents", "file", go(DOCUMENTS_ADDRESS)),
    ...(settings === undefined ? [] : typesOf(settings)).map(({ name }) =>
      // The dialog takes the place of the palette.
      command(`New ${name}`, "plus", () => beginDocument({ type: name })),
    ),
    command("Go to file…", "file", onFiles),
    command("Open the sample document", "file", go(SAMPLE_ADDRESS)),
    command("Show or hide the side panel", "side", closing(toggleSide), KEYS.side.keys),
    command("Runs", "runs", go(RUNS_ADDRESS)),
    command("Trace: what leads to what", "branch", go(TRACE_ADDRESS)),
    command("Models", "model", go("/models")),
    command("System", "bars", go("/system")),
    command("Settings", "sliders", go("/settings")),
    command(
      "Colours: light",
      "ring",
      closing(() => applyScheme("light")),
    ),
    command(
      "Colours: dark",
      "ring",
      closing(() => applyScheme("dark")),
    ),
    command(
      "Colours: as the system",
      "ring",
      closing(() => applyScheme("system")),
    ),
    command("All keys", "note", onKeys, KEYS.help.keys),
  ];
}

function command(name: string, glyph: GlyphName, choose: () => void, keys?: string): Choice {
  return {
    key: name,
    group: "Commands",
    choose,
    content: (
      <>
        <Glyph name={glyph} />
        <span>{name}</span>
        {keys !== undefined && <kbd className="end">{keyText(keys)}</kbd>}
      </>
    ),
  };
}

/** Stops what is being written in the conversation on the page; `undefined` when nothing is. */
function useStop(address: string): (() => void) | undefined {
  const { client } = useBridge();
  const id = /^\/c\/([0-9a-f-]{36})$/.exec(address)?.[1];
  if (id === undefined) return undefined;
  const { tree, waiting } = client.conversation(id as Hits[number]["conversation"]).current();
  const open = [...tree.turns.values()].filter(
    (turn) => turn.role === "engine" && turn.outcome === undefined && !waiting.has(turn.parent),
  );
  if (open.length === 0) return undefined;
  return () => {
    for (const turn of open) client.command("stream.cancel", { sid: generationStream(turn.id) });
  };
}
