/** Something that the document states and no source shows. */
export interface InferredFact {
  /** Such as `F33`. */
  id: string;
  /** What is inferred, in a sentence that may have code in backticks. */
  text: string;
  /** Where the document states it: files, with a JSON Pointer or a heading. */
  statedAt: string[];
}
