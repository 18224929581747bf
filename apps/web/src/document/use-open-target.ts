// Where a link of a document leads: documents to the editor, other files to their page, the rest to the browser.
import { useLocation } from "wouter";
import { filePathOf } from "../address.ts";
import { useIsOnline } from "../hooks/use-client.ts";
import { useOpenDocument } from "../library/use-open-document.ts";
import type { LinkTarget } from "../markdown/link-target.ts";

export function useOpenTarget(): { readonly open: (target: LinkTarget) => void; readonly error: string | undefined } {
  const [, navigate] = useLocation();
  const isOnline = useIsOnline();
  const { open, error } = useOpenDocument();
  return {
    error,
    open(target) {
      if (target.kind === "web") return void window.open(target.href, "_blank", "noopener,noreferrer");
      const { pathname } = new URL(target.address, location.href);
      const path = filePathOf(pathname);
      // Without the bridge no file becomes a document; its page says what is known of it.
      if (isOnline && path !== undefined && /\.(?:md|markdown)$/i.test(path)) return open({ path });
      return navigate(target.address);
    },
  };
}
