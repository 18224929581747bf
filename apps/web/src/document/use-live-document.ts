import type { DocumentId, LiveDocument } from "@nomous/client";
import { useEffect, useState } from "react";
import { useClient } from "../hooks/use-client.ts";
import { errorText } from "../words/error.ts";

interface Opened {
  readonly live: LiveDocument | undefined;
  readonly error: string | undefined;
}

const NOTHING: Opened = { live: undefined, error: undefined };

/** The document while the page shows it; `error` when its code could not be fetched. */
export function useLiveDocument(id: DocumentId): Opened {
  const client = useClient();
  const [opened, setOpened] = useState(NOTHING);
  useEffect(() => {
    let isLeft = false;
    let live: LiveDocument | undefined;
    const open = async (): Promise<void> => {
      live = await client.document(id);
      if (isLeft) await live.close();
      else setOpened({ live, error: undefined });
    };
    open().catch((error: unknown) => isLeft || setOpened({ live: undefined, error: errorText(error) }));
    return () => {
      isLeft = true;
      setOpened(NOTHING);
      void live?.close();
    };
  }, [client, id]);
  return opened;
}
