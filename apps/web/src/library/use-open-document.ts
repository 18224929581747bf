// Goes to a document. One that was never opened has no id yet: the bridge gives it one, and until it has the person sees that.
import { check, DocumentOpened, type DocumentId } from "@nomous/client";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { documentAddress, type TextPlace } from "../address.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { useCommand } from "../hooks/use-command.ts";

/** What can be opened: a document, or a Markdown file that may become one. */
interface Openable {
  readonly path: string;
  readonly document?: DocumentId | undefined;
}

export interface OpenDocument {
  readonly open: (target: Openable, place?: TextPlace) => void;
  /** Path of what is being opened. */
  readonly opening: string | undefined;
  /** The same in words, also why it takes long. */
  readonly openingText: string;
  readonly error: string | undefined;
}

export function useOpenDocument(): OpenDocument {
  const [, navigate] = useLocation();
  const isOnline = useIsOnline();
  const { run, running, error } = useCommand();
  const [opening, setOpening] = useState<string>();
  const isHere = useIsHere();
  const ask = async ({ path }: Openable, place: TextPlace | undefined): Promise<void> => {
    setOpening(path);
    const done = await run("document.open", { path });
    const opened = check(DocumentOpened, done?.result);
    // Whoever went elsewhere in the meantime is not called back.
    if (opened.ok && isHere()) navigate(documentAddress(opened.value.document, place));
  };
  return {
    open(target, place) {
      if (target.document === undefined) void ask(target, place);
      else navigate(documentAddress(target.document, place));
    },
    opening: running === undefined ? undefined : opening,
    openingText: isOnline ? "Opening" : "Opens when the bridge is back",
    error: error === undefined ? undefined : `Could not open ${opening ?? "it"}: ${error}`,
  };
}

function useIsHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return () => isHere.current;
}
