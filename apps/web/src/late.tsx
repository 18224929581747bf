// Code that the first screen does without. React shows a fallback even for code that is here by now, and keeps it for
// 300 ms; so what was fetched is rendered at once, and only what was not goes through `lazy`.
import { type ComponentType, lazy, type ReactNode, useState } from "react";

export interface Late<Props> {
  (props: Props): ReactNode;
  /** Fetches it ahead; when that fails, it is told where it is shown. */
  fetch(): Promise<unknown>;
}

/** The component that `load` brings; it suspends while it is fetched. */
export function late<Props extends object>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  let fetched: ComponentType<Props> | undefined;
  const fetch = async (): Promise<{ default: ComponentType<Props> }> => {
    fetched = await load();
    return { default: fetched };
  };
  const Lazy = lazy(fetch) as ComponentType<Props>;
  function LateComponent(props: Props): ReactNode {
    // The same for as long as it is on the page: another one would begin anew.
    const [Component] = useState(() => fetched ?? Lazy);
    return <Component {...props} />;
  }
  return Object.assign(LateComponent, { fetch: () => Promise.allSettled([fetch()]) });
}
