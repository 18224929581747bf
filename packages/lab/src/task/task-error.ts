/** Why a task cannot be verified; the message is for people and says what to do. Nothing was written. */
export class TaskError extends Error {
  /**
   * `command`: it cannot run as it is written, or its program is not there. `nothing`: nothing that could be run or looked for is named.
   * `host`: the process that runs them is gone. `unknown`: there is no such task.
   */
  readonly code: "command" | "nothing" | "host" | "unknown";
  constructor(code: TaskError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TaskError";
    this.code = code;
  }
}
