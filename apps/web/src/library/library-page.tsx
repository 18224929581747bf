// All documents of the workspace, as UI: how far each is, what is wrong with it, and what to do next.
import { useMemo } from "react";
import { useSearchParams } from "wouter";
import { type FreshnessView, useFreshness } from "../freshness/use-freshness.ts";
import { useConnection, useIsOnline } from "../hooks/use-client.ts";
import { AwayNote } from "../offline/away-note.tsx";
import { Page } from "../shell/page.tsx";
import { useShell } from "../shell/use-shell.ts";
import { Button } from "../ui/button.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { countText, plural } from "../words/numbers.ts";
import { DocumentTable } from "./document-table.tsx";
import { LibraryFields } from "./library-fields.tsx";
import { filterOf, isFiltered, type LibraryFilter, libraryRows } from "./library-rows.ts";
import "./library.css";
import { OtherFiles } from "./other-files.tsx";
import { UncheckedFiles } from "./unchecked-files.tsx";
import { type DocumentsView, isTyped, useDocuments } from "./use-documents.ts";

export function LibraryPage() {
  const view = useDocuments();
  const { beginDocument } = useShell();
  const [filter, setFilter] = useFilter();
  const { data } = view;
  const typed = useMemo(() => data?.documents.filter(isTyped) ?? [], [data]);
  const freshness = useFreshness();
  const { byPath } = freshness;
  const rows = useMemo(
    () => libraryRows(typed, filter, (path) => byPath.get(path)?.freshness),
    [typed, filter, byPath],
  );
  return (
    <Page
      title="Documents"
      actions={
        <>
          {typed.length > 0 && (
            <span className="meta wide-only">
              {countedText(rows.length, typed.length)}
              {freshness.isLoading && freshness.data === undefined && ", looking at what they rest on"}
            </span>
          )}
          <Button look="primary" glyph="plus" onClick={() => beginDocument()}>
            <span>
              New<span className="wide-only"> document</span>
            </span>
          </Button>
        </>
      }
    >
      {typed.length > 0 && <LibraryFields documents={typed} filter={filter} onChange={setFilter} />}
      <div className="scroll library">
        <State view={view} freshAt={freshness.at} isEmpty={rows.length === 0} isFiltered={isFiltered(filter)} />
        {typed.length > 0 && <FreshnessState view={freshness} isAsked={filter.rests !== ""} />}
        {rows.length > 0 && <DocumentTable rows={rows} sort={filter.sort} onSort={(sort) => setFilter({ sort })} />}
        {data !== undefined && <UncheckedFiles files={data.unchecked} lack="could not be read" />}
        {freshness.data !== undefined && (
          <UncheckedFiles files={freshness.data.unchecked} lack="could not be compared with what it rests on" />
        )}
        {data !== undefined && <OtherFiles documents={data.documents} text={filter.text} />}
      </div>
    </Page>
  );
}

const countedText = (shown: number, total: number): string =>
  shown === total ? plural(total, "document") : `${countText(shown)} of ${plural(total, "document")}`;

/** In the address, so that whoever comes back from a document finds the list as it was. */
function useFilter(): [LibraryFilter, (part: Partial<LibraryFilter>) => void] {
  const [search, setSearch] = useSearchParams();
  const change = (part: Partial<LibraryFilter>): void =>
    setSearch(
      (last) => {
        for (const [name, value] of Object.entries(part)) {
          if (value === "") last.delete(name);
          else last.set(name, value);
        }
        return last;
      },
      { replace: true },
    );
  return [useMemo(() => filterOf(search), [search]), change];
}

interface StateProps {
  view: DocumentsView;
  /** When it was looked at what they rest on. */
  freshAt: number | undefined;
  isEmpty: boolean;
  isFiltered: boolean;
}

/** What stands in the place of the list, or says how old it is. */
function State({ view: { data, at, error, again }, freshAt, isEmpty, isFiltered }: StateProps) {
  const isAway = useConnection().status === "away";
  if (error !== undefined && !isAway)
    return <Failed action={<Button onClick={again}>Read again</Button>}>Could not read the documents: {error}</Failed>;
  if (data === undefined && !isAway) return <Loading>Reading and checking the documents</Loading>;
  return (
    <>
      <AwayNote
        what="This list"
        at={at}
        beside={{ what: "what it rests on", at: freshAt }}
        lack="The documents appear when it is back."
      />
      {data !== undefined && isEmpty && isFiltered && (
        <Empty>No document with these words, type, state and freshness.</Empty>
      )}
      {data !== undefined && isEmpty && !isFiltered && (
        <Empty>No documents yet. Begin a spike, a spec, a plan or research with New document.</Empty>
      )}
    </>
  );
}

interface FreshnessStateProps {
  view: FreshnessView;
  /** The list depends on it. */
  isAsked: boolean;
}

/** What documents rest on is looked at after them: until then no row says that it is fresh. */
function FreshnessState({ view: { data, error, again }, isAsked }: FreshnessStateProps) {
  const isOnline = useIsOnline();
  if (error !== undefined && isOnline)
    return (
      <Failed action={<Button onClick={again}>Look again</Button>}>
        Could not look at what the documents rest on: {error}
      </Failed>
    );
  if (data !== undefined || !isOnline) return null;
  return isAsked ? <Loading>Looking at what the documents rest on</Loading> : null;
}
