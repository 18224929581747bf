// The pictures of a plan lie in a folder beside it that has its name: `docs/plans/2026-11-28-x.md` and `docs/plans/2026-11-28-x/timeline.svg`.
import { relativePath } from "../compose/relative-path.ts";
import { plain } from "./plain.ts";

type PictureName = "timeline" | "risk-matrix";

/** Relative to the workspace, as the path of the document is. */
export const picturePath = (document: string, picture: PictureName): string =>
  `${document.replace(/\.[^./]*$/, "")}/${picture}.svg`;

/** `![sentence](2026-11-28-x/timeline.svg)`, as seen from the document. */
export const pictureLink = (document: string, picture: PictureName, sentence: string): string =>
  `![${plain(sentence)}](${address(relativePath(document, picturePath(document, picture)))})`;

/** A blank or a bracket would end the address early. */
export const address = (path: string): string =>
  encodeURI(path.toWellFormed()).replaceAll("(", "%28").replaceAll(")", "%29");
