/** How many connections a server has. */
export interface ConnectionCounts {
  /** Those that are open. */
  readonly open: number;
  /** Those that were closed at once since the start, because as many were open as may be. */
  readonly refused: number;
}
