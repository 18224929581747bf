import type { ReactNode } from "react";
import { useEffect } from "react";
import { useWorkspace } from "../hooks/use-workspace.ts";
import { IconButton } from "../ui/button.tsx";
import { Strip } from "./strip.tsx";
import { useShell } from "./use-shell.ts";

interface PageProps {
  title: string;
  /** In place of the plain title. */
  heading?: ReactNode;
  /** At the right end of the top bar. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The top bar and the main column of one page. */
export function Page({ title, heading, actions, children }: PageProps) {
  const { openRail } = useShell();
  const workspace = useWorkspace().data?.name;
  useEffect(() => {
    document.title = [title, workspace, "Nomous"].filter(Boolean).join(" · ");
  }, [title, workspace]);
  return (
    <>
      <header className="top">
        <IconButton className="phone-only" glyph="menu" label="Menu" onClick={openRail} />
        {heading ?? <h1 className="cut">{title}</h1>}
        <span className="grow" />
        {actions}
      </header>
      <main className="main" data-region="" tabIndex={-1}>
        <Strip />
        {children}
      </main>
    </>
  );
}
