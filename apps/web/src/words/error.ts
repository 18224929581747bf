/** What went wrong, as a person is told: the message, never the stack. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
