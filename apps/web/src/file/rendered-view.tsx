import { useEffect, useMemo } from "react";
import { Markdown } from "../markdown/markdown.tsx";
import { Empty, Loading } from "../ui/status.tsx";
import { countText, percentText } from "../words/numbers.ts";
import type { FileLines, FileView } from "./file-lines.ts";

/** Beyond this a page of elements would be slow to scroll; the source view has no such bound. */
const MAX_LINES = 8_000;

interface RenderedViewProps {
  file: FileLines;
  view: FileView;
  total: number;
  path: string;
}

export function RenderedView({ file, view, total, path }: RenderedViewProps) {
  const isTooLong = total > MAX_LINES;
  const hasFailed = view.error !== undefined;
  useEffect(() => {
    if (!isTooLong && !hasFailed) file.want(1, total);
  }, [file, isTooLong, total, hasFailed]);
  const context = useMemo(() => ({ folder: path.split("/").slice(0, -1).join("/") }), [path]);
  const text = useMemo(
    () =>
      view.lines.size < total
        ? undefined
        : Array.from({ length: total }, (_, i) => view.lines.get(i + 1) ?? "").join("\n"),
    [view.lines, total],
  );
  return (
    <div className="scroll rendered">
      {isTooLong && (
        <Empty>
          Files up to {countText(MAX_LINES)} lines are rendered; this one has {countText(total)}. Its source is under
          Source.
        </Empty>
      )}
      {!isTooLong && text === undefined && (
        <Loading>
          Reading {countText(total)} lines, {percentText(view.lines.size, total)}
        </Loading>
      )}
      {text !== undefined && <Markdown text={withoutFrontMatter(text)} context={context} />}
    </div>
  );
}

/** Front matter is for machines; the source view shows it. */
const withoutFrontMatter = (text: string): string => text.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, "");
