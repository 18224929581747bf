import { useMemo } from "react";
import { useConnection } from "../hooks/use-client.ts";
import { AwayNote } from "../offline/away-note.tsx";
import type { Choice } from "../ui/chooser.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { countText, sizeText } from "../words/numbers.ts";
import { ALL_FILES, useFiles } from "./use-files.ts";

const SHOWN = 100;

/** Files of the workspace whose path holds the words of `text`, as choices, and what there is to say about them. */
export function useFileChoices(text: string, choose: (path: string) => void, only?: (path: string) => boolean) {
  const { status } = useConnection();
  const { data, at, error, isLoading } = useFiles(text, only === undefined ? SHOWN : ALL_FILES.limit);
  const files = useMemo(
    () => data?.files.filter(({ path }) => only === undefined || only(path)).slice(0, SHOWN) ?? [],
    [data, only],
  );
  const choices = files.map(({ path, sizeBytes }): Choice => ({
    key: path,
    choose: () => choose(path),
    content: (
      <>
        <Glyph name="file" />
        <span className="cut mono">{path}</span>
        <span className="meta end">{sizeText(sizeBytes)}</span>
      </>
    ),
  }));
  return { choices, note: noteOf() };

  function noteOf() {
    if (error !== undefined) return <Failed>{error}</Failed>;
    if (data === undefined && status !== "away") return <Loading>Reading the list of files</Loading>;
    if (data === undefined || status !== "online")
      return (
        <>
          {data !== undefined && files.length === 0 && <Empty>No path with “{text}”.</Empty>}
          <AwayNote what="This list" at={at} lack="Files come with it." />
        </>
      );
    if (files.length === 0) return isLoading ? null : <Empty>No path with “{text}”.</Empty>;
    if (data.total <= files.length || only !== undefined) return null;
    return (
      <p className="meta note">
        {files.length} of {countText(data.total)} files; more words narrow it down
      </p>
    );
  }
}
