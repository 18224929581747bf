// A spike that is ready to run: written into the workspace once, then opened.
import { check, DocumentOpened } from "@nomous/client";
import { useLocation } from "wouter";
import { documentAddress } from "../address.ts";
import { useCommand } from "../hooks/use-command.ts";
import { useDocuments } from "../library/use-documents.ts";
import { useOpenDocument } from "../library/use-open-document.ts";

export interface Sample {
  /** It is in this folder already. */
  readonly isHere: boolean;
  /** Writes it when it is not, and goes there. */
  readonly open: () => void;
  readonly isOpening: boolean;
  readonly error: string | undefined;
}

export function useSample(): Sample {
  const { run, running, error } = useCommand();
  const [, navigate] = useLocation();
  const opener = useOpenDocument();
  const known = useDocuments().data?.documents.find(({ path }) => path.endsWith("-sample-sorting-numbers.md"));
  const begin = async (): Promise<void> => {
    const done = await run("document.new", {
      type: "spike",
      // The sample has its own.
      title: "Sample",
      from: [],
      isFull: false,
      scopes: null,
      isSample: true,
    });
    const opened = check(DocumentOpened, done?.result);
    if (opened.ok) navigate(documentAddress(opened.value.document));
  };
  return {
    isHere: known !== undefined,
    open: () => (known === undefined ? void begin() : opener.open(known)),
    isOpening: running !== undefined || opener.opening !== undefined,
    error: error === undefined ? opener.error : `The sample could not be written: ${error}`,
  };
}
