/** Compares the members we know with what Telegram says of them. Given by the step that does it; offered only then. */
export interface RosterReconciler {
  /**
   * @param connectionIds bots whose groups are to be compared
   * @returns counts by name, e.g. `{ checked: 120, left: 3 }`
   * @throws when `signal` ends it; what was found until then is kept
   */
  reconcile(connectionIds: number[], signal: AbortSignal): Promise<Record<string, number>>;
}

/** Reads the times for which nothing was received. Given by the step that notes them. */
export interface GapReader {
  /** Gaps that are still open to repair, as plain JSON. */
  gaps(connectionIds: number[]): Promise<unknown[]>;
}
