/** What was recorded so far. */
export interface RecordingSummary {
  /** The HAR file. */
  file: string;
  /** How many exchanges are in it. */
  recorded: number;
  /** How many exchanges are not: the server did not respond, or the file is full. */
  omitted: number;
  /** The file with the resources, which `--seed` takes. */
  seedFile: string;
  /** How many resources are in it. */
  seeds: number;
  /** Why the recording ended early; absent if it did not. */
  failure?: string;
}
