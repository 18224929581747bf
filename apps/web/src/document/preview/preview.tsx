// The document as people read it, beside its text and scrolling with it. Only the blocks in view are rendered, each alone, so a long
// document costs no more than a short one.
import type { Text } from "@codemirror/state";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type MouseEvent, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { usePaced } from "../../hooks/use-paced.ts";
import { Fact } from "../../ui/facts.tsx";
import { Empty, Loading } from "../../ui/status.tsx";
import type { LinkTarget } from "../../markdown/link-target.ts";
import "../../markdown/markdown.css";
import { type MarkdownContext, renderMarkdown } from "../../markdown/render-markdown.tsx";
import type { CheckedText } from "../check/check-message.ts";
import type { DocumentDesk, Rendered } from "../desk.ts";
import { folderOf } from "../use-desk.ts";
import { usePart } from "../use-part.ts";
import { ContractFence } from "./contract-fence.tsx";
import { blockAt, headingNamed } from "./preview-blocks.ts";
import { DiagramFence } from "./diagram-fence.tsx";
import { isDrawing, WorkspaceImage } from "./workspace-image.tsx";

const PREVIEW_MS = 120;
const LINE_PX = 22;

interface PreviewProps {
  desk: DocumentDesk;
  openTarget: (target: LinkTarget) => void;
}

export function Preview({ desk, openTarget }: PreviewProps) {
  const rendered = usePaced(desk.rendered, PREVIEW_MS);
  if (rendered === undefined)
    return (
      <article className="preview" aria-label="Preview">
        <Loading>Reading the text</Loading>
      </article>
    );
  return <Blocks desk={desk} rendered={rendered} openTarget={openTarget} />;
}

function Blocks({ desk, rendered, openTarget }: PreviewProps & { rendered: Rendered }) {
  const { checked, text } = rendered;
  const { blocks } = checked;
  const scroller = useRef<HTMLElement>(null);
  const context = useContext(desk);
  const count = blocks.length / 2 + 1;
  // The virtualizer changes in place; nothing here is memoised over it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (index === 0 ? 120 : linesOf(text, blocks, index) * LINE_PX),
    overscan: 6,
    paddingStart: 16,
    paddingEnd: 32,
  });
  const follow = useEffectEvent((): void => {
    const top = desk.editor.top.current();
    if (top === 0) virtual.scrollToOffset(0);
    else virtual.scrollToIndex(blockAt(blocks, top) + 1, { align: "start" });
  });
  useEffect(() => desk.editor.top.subscribe(() => follow()), [desk]);
  useEffect(() => follow(), []);
  return (
    <article
      ref={scroller}
      className="preview"
      aria-label="Preview"
      data-region=""
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onClickCapture={(event) => openHere(event, openTarget)}
    >
      <div className="md preview-blocks" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            className="preview-block"
            style={{ transform: `translateY(${start}px)` }}
          >
            {index === 0 ? (
              <PreviewHead checked={checked} isEmpty={blocks.length === 0} />
            ) : (
              <Block text={textOf(text, blocks, index)} definitions={checked.definitions} context={context} />
            )}
          </div>
        ))}
      </div>
    </article>
  );
}

const textOf = (text: Text, blocks: Uint32Array, index: number): string =>
  text.sliceString(blocks[2 * index - 2] ?? 0, blocks[2 * index - 1] ?? 0);

const linesOf = (text: Text, blocks: Uint32Array, index: number): number =>
  text.lineAt(blocks[2 * index - 1] ?? 0).number - text.lineAt(blocks[2 * index - 2] ?? 0).number + 1;

/** Fences, anchors and links as a document has them; the same object while it is the same document. */
function useContext(desk: DocumentDesk): MarkdownContext {
  const path = usePart(desk.live.view, (view) => view.path);
  return useMemo(
    () => ({
      folder: folderOf(path),
      goToAnchor(name) {
        const heading = headingNamed(desk.rendered.current()?.checked.outline ?? [], name);
        if (heading !== undefined) desk.editor.goTo(heading.from);
      },
      renderImage: (path, alt) => (isDrawing(path) ? <WorkspaceImage path={path} alt={alt} /> : undefined),
      renderFence(language, text) {
        if (language === "mermaid") return <DiagramFence text={text} />;
        return MAY_BE_CONTRACT.test(language ?? "") ? (
          <ContractFence desk={desk} language={language} text={text} />
        ) : undefined;
      },
    }),
    [desk, path],
  );
}

const MAY_BE_CONTRACT = /^(?:json|ya?ml|openapi|swagger|json-?schema)/i;

/** A link to a file goes where the page takes it; others are the browser's. */
function openHere(event: MouseEvent, openTarget: (target: LinkTarget) => void): void {
  const link = (event.target as Element).closest("a");
  const address = link?.getAttribute("href");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!isPlain || address === null || address === undefined || !address.startsWith("/file/")) return;
  event.preventDefault();
  event.stopPropagation();
  openTarget({ kind: "page", address });
}

function PreviewHead({ checked, isEmpty }: { checked: CheckedText; isEmpty: boolean }) {
  return (
    <>
      {checked.facts.length > 0 && (
        <dl className="document-facts">
          {checked.facts.map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
      {isEmpty && <Empty>Nothing is written yet. The text is shown here as people read it.</Empty>}
    </>
  );
}

interface BlockProps {
  text: string;
  definitions: string;
  context: MarkdownContext;
}

const Block = memo(function Block({ text, definitions, context }: BlockProps) {
  const isTitle = /^#[ \t]/.test(text);
  const needsThem = definitions !== "" && text.includes("[");
  const shown = renderMarkdown(needsThem ? `${text}\n\n${definitions}` : text, context);
  return isTitle ? <div className="title">{shown}</div> : shown;
});
