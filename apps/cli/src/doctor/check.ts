export interface Finding {
  readonly status: "ok" | "warn" | "fail";
  readonly message: string;
  /** What to do. */
  readonly remedy?: string;
}

export interface Check {
  readonly name: string;
  readonly look: () => Finding | Promise<Finding>;
}

export interface CheckResult extends Finding {
  readonly name: string;
}

export const ok = (message: string): Finding => ({ status: "ok", message });
export const warn = (message: string, remedy: string): Finding => ({ status: "warn", message, remedy });
export const fail = (message: string, remedy?: string): Finding =>
  remedy === undefined ? { status: "fail", message } : { status: "fail", message, remedy };

/** Makes one check; one that cannot be made has failed. */
export async function makeCheck({ name, look }: Check): Promise<CheckResult> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    return { name, ...fail(error instanceof Error ? error.message : String(error)) };
  }
}
