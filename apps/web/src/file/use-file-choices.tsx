import { useMemo } from "react";
import { useIsOnline } from "../hooks/use-client.ts";
import { useQuery } from "../hooks/use-query.ts";
import type { Choice } from "../ui/chooser.tsx";
import { Glyph } from "../ui/glyph.tsx";
import { Empty, Failed, Loading } from "../ui/status.tsx";
import { countText, sizeText } from "../words/numbers.ts";

const SHOWN = 100;

/** Files of the workspace whose path holds the words of `text`, as choices, and what there is to say about them. */
export function useFileChoices(text: string, choose: (path: string) => void, only?: (path: string) => boolean) {
  const isOnline = useIsOnline();
  const found = useQuery("workspace.files", { text: text.slice(0, 400), limit: only === undefined ? SHOWN : 1_000 });
  const { data, error, isLoading } = found;
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
    if (data === undefined)
      return isOnline ? <Loading>Reading the list of files</Loading> : <Empty>Bridge away. Files come with it.</Empty>;
    if (files.length === 0) return isLoading ? null : <Empty>No path with “{text}”.</Empty>;
    if (data.total <= files.length || only !== undefined) return null;
    return (
      <p className="meta note">
        {files.length} of {countText(data.total)} files; more words narrow it down
      </p>
    );
  }
}
