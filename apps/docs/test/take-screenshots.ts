/** Takes the pictures of the root's README from the built site: `pnpm --filter @ucwa-meetings/docs screenshots`. */
import { mkdir, writeFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { serveDocs } from "../src/index.ts";
import { launchBrowser } from "./browser.ts";
import { editorOf, openPanel } from "./try-panel.ts";

const folder = new URL("../screenshots/", import.meta.url);
const operation = "operations/updateMyOnlineMeeting/";

/** What each picture shows, by the name of its file. */
const pictures: Record<string, (page: Page) => Promise<unknown>> = {
  async "operation.webp"(page) {
    await page.getByRole("tab", { name: "TypeScript" }).click();
    await page.locator("#request").evaluate((heading) => heading.scrollIntoView());
  },
  async "try-it.webp"(page) {
    const panel = await openPanel(page);
    await panel.getByRole("button", { name: "Read it first" }).click();
    await panel.getByText("200 OK").waitFor();
    await panel.getByText("This works without a network now.").waitFor();
    const editor = editorOf(panel);
    await editor.fill((await editor.inputValue()).replace("Quarterly sales numbers", "Q3 sales numbers"));
    await panel.getByRole("button", { name: "Send" }).click();
    await panel.getByText(/meeting 810, subject/).waitFor();
    await panel.evaluate((dialog) => dialog.scrollTo(0, 0));
    await editor.evaluate((area) => area.scrollTo(0, 0));
  },
};

const docs = await serveDocs({ port: 0, host: "127.0.0.1" });
const browser = await launchBrowser();
await mkdir(folder, { recursive: true });
for (const [name, show] of Object.entries(pictures)) {
  const context = await browser.newContext({
    viewport: { width: 1200, height: 750 },
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(docs.url + operation);
  await show(page);
  const shot = await page.screenshot();
  await page.goto("about:blank");
  await writeFile(new URL(name, folder), await toWebp(page, shot));
  await context.close();
}
await browser.close();
await docs.close();

/** Returns a picture as WebP, which takes a third of a PNG's bytes. Only a browser here can write it. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const address = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.9);
  }, png.toString("base64"));
  return Buffer.from(address.replace("data:image/webp;base64,", ""), "base64");
}
