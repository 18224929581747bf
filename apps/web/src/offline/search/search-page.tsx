// What this browser has that holds some words: turns, titles, and sections of documents, each with the way to the place.
import { Link, useSearchParams } from "wouter";
import { useClient, useRuntime } from "../../hooks/use-client.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import { useSettled } from "../../hooks/use-settled.ts";
import { Page } from "../../shell/page.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { moveFocus } from "../../ui/menu.tsx";
import { Empty, Failed, Loading } from "../../ui/status.tsx";
import { countText, plural } from "../../words/numbers.ts";
import { dayText, momentText } from "../../words/time.ts";
import { Marked } from "./marked.tsx";
import { hitAddress } from "./hit-address.ts";
import type { Hit } from "./local-index.ts";
import { searchedText } from "./search-words.ts";
import "./search.css";
import { type SearchView, useLocalSearch } from "./use-local-search.ts";

const SHOWN = 200;
const TYPING_MS = 120;

export function SearchPage() {
  const [text, setText] = useSearchedText();
  const view = useLocalSearch(useSettled(text, TYPING_MS), SHOWN);
  return (
    <Page title={text.trim() === "" ? "Search" : `Search: ${text.trim()}`} heading={<h1>Search</h1>}>
      <div className="scroll search-page">
        <input
          className="field"
          type="search"
          aria-label="Search what this browser has"
          placeholder="Words of a conversation or a document"
          spellCheck={false}
          // A page of one field.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <p className="meta" aria-live="polite">
          <Summary text={text} view={view} />
        </p>
        {view.state?.trouble !== undefined && (
          <Failed>Not all could be read: {view.state.trouble}. What was read is searched.</Failed>
        )}
        <Hits text={text} view={view} />
      </div>
    </Page>
  );
}

/** In the address, so that whoever comes back finds the list as it was. */
function useSearchedText(): [string, (text: string) => void] {
  const [search, setSearch] = useSearchParams();
  return [search.get("text") ?? "", (text) => setSearch(text === "" ? {} : { text }, { replace: true })];
}

function Summary({ text, view: { found, state } }: { text: string; view: SearchView }) {
  const offline = useReadable(useClient().offline);
  const searched = searchedText(state, offline);
  if (text.trim() === "" || found === undefined) return searched;
  const count = found.total > found.hits.length ? `${countText(found.hits.length)} of ` : "";
  return `${count}${plural(found.total, "place")} in ${searched}`;
}

function Hits({ text, view: { found, state } }: { text: string; view: SearchView }) {
  const query = text.trim();
  if (query === "") return null;
  if (found === undefined || (found.total === 0 && state?.isReading !== false))
    return <Loading>Reading what this browser has</Loading>;
  if (found.total === 0) return <Empty>Nothing here with “{query}”.</Empty>;
  return (
    <>
      {found.isAlike && <Empty>Nothing here with “{query}”; these are spelt alike.</Empty>}
      {/* Arrows move between the places. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol onKeyDown={moveFocus} aria-label="What was found, best first">
        {found.hits.map((hit) => (
          <li key={hitAddress(hit)}>
            <HitLink hit={hit} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Of a document only the day is known. */
const whenText = ({ kind, at }: Hit, now: number): string =>
  kind === "document" ? dayText(new Date(at).toISOString().slice(0, 10), now) : momentText(at, now);

function HitLink({ hit }: { hit: Hit }) {
  const { clock } = useRuntime();
  return (
    <Link className="found" href={hitAddress(hit)}>
      <span className="where">
        <Glyph name={hit.kind === "document" ? "file" : "chat"} />
        <b className="cut">
          <Marked pieces={hit.title} />
        </b>
        {hit.kind === "document" && (
          <span className="meta mono cut">
            {hit.path}:{hit.line}
          </span>
        )}
        <span className="grow" />
        {hit.at > 0 && <span className="meta">{whenText(hit, clock.now())}</span>}
      </span>
      {hit.excerpt.length > 0 && (
        <span className="excerpt">
          <Marked pieces={hit.excerpt} />
        </span>
      )}
    </Link>
  );
}
