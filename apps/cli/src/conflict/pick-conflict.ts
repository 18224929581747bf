// The conflict that a person means: its number, or the beginning or the end of its id.
import { shortConflictId } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { withoutControls } from "../without-controls.ts";

export interface Named {
  readonly id: string | null;
  /** Null: its line is not written yet. */
  readonly number: number | null;
  readonly isOpen: boolean;
}

const NUMBER = /^[1-9]\d{0,3}$/;
/** Less of an id is a number, or a guess. */
const SHORTEST = 4;

/** Throws a `CliError` that lists what there is when none is meant, or several are. */
export function pickConflict<T extends Named>(all: readonly T[], wanted: string, document: string): T {
  const found = meant(all, wanted.trim().toLowerCase());
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  const shown = withoutControls(wanted);
  if (found.length > 1)
    throw new CliError(
      EXIT.usage,
      `"${shown}" may be ${found.length} conflicts of ${document}.`,
      `Write more of the id: ${found.map(({ id }) => withoutControls(id ?? "")).join(", ")}`,
    );
  const open = all.filter(({ isOpen }) => isOpen);
  throw new CliError(
    EXIT.usage,
    `${document} has no conflict "${shown}".`,
    open.length === 0 ? "None of it is open." : `Open: ${open.map(nameOf).join(", ")}`,
  );
}

function meant<T extends Named>(all: readonly T[], wanted: string): T[] {
  if (NUMBER.test(wanted)) {
    const numbered = all.filter(({ number }) => number === Number(wanted));
    if (numbered.length > 0) return numbered;
  }
  const exact = all.filter(({ id }) => id?.toLowerCase() === wanted);
  if (exact.length > 0 || wanted.length < SHORTEST) return exact;
  return all.filter(({ id }) => {
    const lower = id?.toLowerCase() ?? "";
    return lower.startsWith(wanted) || lower.endsWith(wanted);
  });
}

const nameOf = ({ number, id }: Named): string =>
  [number ?? "", id === null ? "" : `(${withoutControls(shortConflictId(id))})`].join(" ").trim();
