// For processes that tests start, which have no other way to the names of packages.
export { openWorkspace } from "../../packages/lab/src/index.ts";
export { openWorkbench } from "../../packages/lab/src/check/open-workbench.ts";
