// Markdown to React, in three steps that each could stand alone: micromark escapes raw HTML, the browser parses what it
// wrote into an inert document, and only elements of a fixed list are rebuilt, without attributes but our own. No string
// becomes HTML of the page, nothing is loaded, and nothing runs.
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { createElement, Fragment, type ReactNode } from "react";
import { Link } from "wouter";
import { filePathOf } from "../address.ts";
import { CodeBlock } from "./code-block.tsx";
import { linkTarget } from "./link-target.ts";

export interface MarkdownContext {
  /** The folder that relative links start from, "" at the top of the workspace. */
  readonly folder: string;
  /** Addresses of `[1]`, `[2]`, …, with what stands there. */
  readonly citations?: ReadonlyMap<number, { readonly address: string; readonly title: string }>;
  /** What is shown in the place of a fence; `undefined`: its code. */
  readonly renderFence?: (language: string | undefined, text: string) => ReactNode | undefined;
  /** What is shown for an image of the workspace; without it images are told. */
  readonly renderImage?: (path: string, alt: string) => ReactNode | undefined;
  /** Goes to the heading that `#name` means. */
  readonly goToAnchor?: (name: string) => void;
}

const OPTIONS = { extensions: [gfm()], htmlExtensions: [gfmHtml()] };

const PLAIN = new Set(
  "p em strong del code br hr blockquote ul ol li h1 h2 h3 h4 h5 h6 thead tbody tr th td sup section".split(" "),
);
/** The page has its own first heading above. */
const HEADINGS: Readonly<Record<string, string>> = { h1: "h2" };
const ELEMENT = 1;
const TEXT = 3;

/** Renders one block of Markdown. */
export function renderMarkdown(text: string, context: MarkdownContext): ReactNode {
  const page = new DOMParser().parseFromString(micromark(text, OPTIONS), "text/html");
  return renderChildren(page.body, context);
}

const renderChildren = (parent: Node, context: MarkdownContext): ReactNode =>
  [...parent.childNodes].map((node, index) => <Fragment key={index}>{renderNode(node, context)}</Fragment>);

function renderNode(node: Node, context: MarkdownContext): ReactNode {
  if (node.nodeType === TEXT) return linkCitations(node.textContent ?? "", context);
  if (node.nodeType !== ELEMENT) return null;
  const element = node as Element;
  const name = element.localName;
  switch (name) {
    case "a":
      return renderLink(element, context);
    case "img":
      return renderImage(element, context);
    case "pre":
      return renderCode(element, context);
    case "code":
      return <code>{element.textContent}</code>;
    case "input":
      return <input type="checkbox" disabled checked={element.hasAttribute("checked")} aria-label="Task" readOnly />;
    case "table":
      return (
        // What scrolls must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="md-table" tabIndex={0}>
          <table>{renderChildren(element, context)}</table>
        </div>
      );
    case "br":
    case "hr":
      return createElement(name);
    default:
      if (!PLAIN.has(name)) return renderChildren(element, context);
      return createElement(HEADINGS[name] ?? name, attributesOf(element), renderChildren(element, context));
  }
}

/** The two attributes that carry meaning: where a list starts, how a column is aligned. */
function attributesOf(element: Element): Record<string, unknown> {
  const start = Number(element.getAttribute("start"));
  if (element.localName === "ol" && Number.isInteger(start) && start > 1) return { start };
  const align = element.getAttribute("align");
  if (align === "right" || align === "center") return { className: `md-${align}` };
  return {};
}

function renderLink(element: Element, context: MarkdownContext): ReactNode {
  const children = renderChildren(element, { folder: context.folder });
  const href = element.getAttribute("href") ?? "";
  const { goToAnchor } = context;
  if (href.startsWith("#") && goToAnchor !== undefined)
    return (
      <button type="button" className="md-anchor" onClick={() => goToAnchor(href.slice(1))}>
        {children}
      </button>
    );
  const target = linkTarget(href, context.folder);
  if (target === undefined) return children;
  if (target.kind === "page") return <Link href={target.address}>{children}</Link>;
  return (
    <a href={target.href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** Images are told, not loaded: an address in an answer must not become a request. */
function renderImage(element: Element, { folder, renderImage }: MarkdownContext): ReactNode {
  const source = element.getAttribute("src") ?? "";
  const alt = element.getAttribute("alt") || "Image";
  const target = renderImage === undefined ? undefined : linkTarget(source, folder);
  const path = target?.kind === "page" ? filePathOf(target.address) : undefined;
  const shown = path === undefined ? undefined : renderImage?.(path, alt);
  if (shown !== undefined) return shown;
  return (
    <span className="md-image">
      {alt}
      {source !== "" && <code>{source}</code>}
    </span>
  );
}

function renderCode(element: Element, { renderFence }: MarkdownContext): ReactNode {
  const code = element.querySelector("code");
  const language = /language-([\w+#.-]+)/.exec(code?.getAttribute("class") ?? "")?.[1];
  const text = (code ?? element).textContent?.replace(/\n$/, "") ?? "";
  return renderFence?.(language, text) ?? <CodeBlock text={text} language={language} />;
}

function linkCitations(text: string, { citations }: MarkdownContext): ReactNode {
  if (citations === undefined || !text.includes("[")) return text;
  return text.split(/(\[\d{1,3}\])/).map((part) => {
    const citation = part.startsWith("[") ? citations.get(Number(part.slice(1, -1))) : undefined;
    if (citation === undefined) return part;
    return (
      <Link key={part} href={citation.address} className="cite" title={citation.title}>
        {part}
      </Link>
    );
  });
}
