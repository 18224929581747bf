// What the text names at a place: the address of a link, or a file in backticks as `src/session.ts:10-40`.
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { fileAddress, parsePlace } from "../../address.ts";
import { type LinkTarget, linkTarget } from "../../markdown/link-target.ts";

/** A file or a page that a person can be taken to; `undefined` when the place names none. */
export function citationAt(state: EditorState, at: number, folder: string): LinkTarget | undefined {
  for (const side of [1, -1] as const)
    for (let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, side); node !== null; node = node.parent) {
      const target = targetOf(state, node, folder);
      if (target !== undefined) return target;
    }
  return undefined;
}

function targetOf(state: EditorState, node: SyntaxNode, folder: string): LinkTarget | undefined {
  const text = (one: { readonly from: number; readonly to: number }): string => state.sliceDoc(one.from, one.to);
  switch (node.name) {
    case "URL":
    case "Autolink":
      return linkTarget(text(node).replaceAll(/^<|>$/g, ""), folder);
    case "InlineCode":
      return citedFile(text(node).replaceAll("`", ""));
    case "Link": {
      const address = node.getChild("URL");
      if (address !== null) return linkTarget(text(address), folder);
      const label = node.getChild("LinkLabel");
      const name = label === null ? text(node) : text(label);
      const defined = definitionOf(state, name.replaceAll(/^\[|\]$/g, ""));
      return defined === undefined ? undefined : linkTarget(defined, folder);
    }
    default:
      return undefined;
  }
}

/** Its lines are looked for only when somebody asks, so a look at every line is well spent. */
function definitionOf({ doc }: EditorState, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const line of doc.iterLines()) {
    const match = /^ {0,3}\[([^\]]+)\]:\s*<?([^\s>]+)/.exec(line);
    if (match?.[1]?.toLowerCase() === wanted) return match[2];
  }
  return undefined;
}

/** Paths in backticks count from the top of the workspace. */
function citedFile(code: string): LinkTarget | undefined {
  if (!/^[\w@.+~()[\]/-]+\.[A-Za-z][A-Za-z0-9]*(?::\d+(?:-\d+)?|#\S+)?$/.test(code)) return undefined;
  const place = parsePlace(code.replace(/#.*$/, ""));
  return place === undefined ? undefined : { kind: "page", address: fileAddress(place.path, place.lines) };
}
