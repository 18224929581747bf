import { isAbout } from "../prose/subject-words.ts";
import type { Subject } from "../rule/subject.ts";
import { decisionsOf, winnerOf } from "./carried-decisions.ts";
import type { Row } from "./filling.ts";
import { passagesOf } from "./passage.ts";

/** The models of sources; where a decision chose some of them, those. */
export const modelRows = (sources: readonly Subject[]): Row[] =>
  sources.flatMap((source) => {
    const models = passagesOf(source, "models");
    const winners = decisionsOf(source).flatMap((decided) => winnerOf(decided) ?? []);
    const chosen = models.filter(({ plain }) => winners.some((winner) => isAbout(winner, plain)));
    return (chosen.length > 0 ? chosen : models).map(({ text, cell }) => ({
      Model: cell("Model", "Name") || text,
      Version: [cell("Version", "Revision"), cell("Quantisation", "Quantization", "Format")]
        .filter((one) => one !== "")
        .join(", "),
      Hash: cell("Hash", "SHA256", "SHA-256", "Checksum", "Digest"),
      "Used for": cell("Used for", "Purpose", "Use"),
      Memory: cell("Memory", "VRAM", "RAM"),
    }));
  });
