import type { SyntaxNode, Tree } from "@lezer/common";

const NO_PROSE: ReadonlySet<string> = new Set(
  "InlineCode FencedCode CodeBlock HTMLTag HTMLBlock Comment CommentBlock URL Autolink LinkReference".split(" "),
);

/** The code, tag, comment or address in which an offset stands; null for prose. */
export function codeAround(tree: Tree, offset: number): SyntaxNode | null {
  for (let node: SyntaxNode | null = tree.resolveInner(offset, 1); node !== null; node = node.parent)
    if (NO_PROSE.has(node.name)) return node;
  return null;
}

export const isInCode = (tree: Tree, offset: number): boolean => codeAround(tree, offset) !== null;
