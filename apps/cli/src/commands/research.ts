import { searchResearch } from "@nomous/lab/documents";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { openWorkbench } from "../workbench/open-workbench.ts";
import { withoutControls } from "../without-controls.ts";

const LIMIT = 8;

/** Prints the sections of the research folder that answer a query, best first, each with the place to cite. */
export async function research(context: Context, query: string): Promise<ExitCode> {
  const { console, json } = context;
  const { workspace, types } = await openWorkbench(context);
  const [type] = types.filter(({ name }) => name === "research");
  const found = await searchResearch(workspace, type ?? { folder: "research" }, query, LIMIT);
  const { folder, documents, passages } = found;
  if (json) console.print(JSON.stringify({ folder, documents, passages }));
  else if (documents === 0)
    console.print(`${folder}/ has no research yet. Begin with: nomous new research "What is asked"`);
  else if (passages.length === 0)
    console.print(
      `Nothing in the ${documents} ${documents === 1 ? "document" : "documents"} of ${folder}/ speaks of this.`,
    );
  else
    for (const { path, line, endLine, text } of passages) {
      console.print(console.style("bold", `${path}:${line}-${endLine}`));
      console.print(`${withoutControls(text).replaceAll(/^/gm, "  ")}\n`);
    }
  return passages.length > 0 ? EXIT.ok : EXIT.failure;
}
