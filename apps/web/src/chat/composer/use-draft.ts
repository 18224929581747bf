// What is being written survives a reload: kept in this browser for each conversation until it is sent.
import type { Attachment } from "@nomous/client";
import { useCallback, useState } from "react";
import { parsePlace, placeText } from "../../address.ts";
import { recall, remember } from "../../browser-storage.ts";

export interface Draft {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

export interface DraftState extends Draft {
  readonly setText: (text: string) => void;
  readonly setAttachments: (attachments: readonly Attachment[]) => void;
  readonly clear: () => void;
}

/** `place` is a conversation's id, or `new`. Mount anew for another place. */
export function useDraft(place: string, begin?: Draft): DraftState {
  const [draft, setDraft] = useState<Draft>(() => begin ?? readDraft(place));
  const keep = useCallback(
    (next: Draft) => {
      setDraft(next);
      writeDraft(place, next);
    },
    [place],
  );
  return {
    ...draft,
    setText: (text) => keep({ ...draft, text }),
    setAttachments: (attachments) => keep({ ...draft, attachments }),
    clear: () => keep({ text: "", attachments: [] }),
  };
}

export function readDraft(place: string): Draft {
  const lines = (recall(localStorage, `attach.${place}`) ?? "").split("\n").filter(Boolean);
  return {
    text: recall(localStorage, `draft.${place}`) ?? "",
    attachments: lines.flatMap((line) => parsePlace(line) ?? []),
  };
}

function writeDraft(place: string, { text, attachments }: Draft): void {
  remember(localStorage, `draft.${place}`, text);
  remember(localStorage, `attach.${place}`, attachments.map((file) => placeText(file.path, file.lines)).join("\n"));
}
