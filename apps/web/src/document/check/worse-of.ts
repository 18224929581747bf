import type { Severity } from "@nomous/workbench";

const WEIGHT: Readonly<Record<Severity, number>> = { note: 1, warning: 2, error: 3 };

/** The worse of two severities. */
export const worseOf = (a: Severity | null, b: Severity): Severity => (a !== null && WEIGHT[a] >= WEIGHT[b] ? a : b);
