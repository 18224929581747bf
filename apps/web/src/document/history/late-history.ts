import { late } from "../../late.tsx";

/** Fetched when somebody looks back. */
export const HistoryDialog = late(() => import("./history-dialog.tsx").then(({ HistoryDialog }) => HistoryDialog));
