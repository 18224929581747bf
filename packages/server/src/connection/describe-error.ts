// What a log may say of an error that nobody expected: its name, its code and the line that threw it. Never its message,
// which may quote what a user wrote, and never a stack (rule E4).

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

export function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return /\bat .*?([^/\\(]+:\d+):\d+\)?$/m.exec(error.stack ?? "")?.[1];
}
