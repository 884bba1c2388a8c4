import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro/content/config";
import { glob } from "astro/loaders";

/** The pages that `src/build/build.ts` has put together. Their names keep their case, since operations are named in camel case. */
export const collections = {
  docs: defineCollection({
    loader: glob({
      base: ".generated/pages",
      pattern: "**/*.md",
      generateId: ({ entry }) => entry.replace(/\.md$/, ""),
    }),
    schema: docsSchema(),
  }),
};
