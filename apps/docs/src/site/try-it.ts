/** A button that opens a panel to send a request to the mock. Until it is pressed, nothing of panel and mock is loaded. */
class TryIt extends HTMLElement {
  #panel: Promise<HTMLDialogElement> | undefined;

  connectedCallback(): void {
    const button = this.querySelector("button");
    if (!button) return;
    button.addEventListener("click", () => void this.#open());
    // A link that says "try it" leads here.
    if (this.id !== "" && location.hash === `#${this.id}`) void this.#open();
    addEventListener("hashchange", () => {
      if (this.id !== "" && location.hash === `#${this.id}`) void this.#open();
    });
  }

  async #open(): Promise<void> {
    if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) {
      return this.#say(
        "This browser runs no service worker here, so the mock cannot run in it. It needs a page over HTTPS or on localhost, and no private window in some browsers.",
      );
    }
    try {
      this.#panel ??= this.#load();
      const panel = await this.#panel;
      if (!panel.open) panel.showModal();
    } catch (error) {
      this.#panel = undefined;
      this.#say(`The panel could not be loaded: ${error instanceof Error ? error.message : error}`);
    }
  }

  async #load(): Promise<HTMLDialogElement> {
    const { panel = "", worker = "", request = "" } = this.dataset;
    const { createPanel } = await import(/* @vite-ignore */ new URL(panel, document.baseURI).href);
    const dialog: HTMLDialogElement = createPanel(JSON.parse(request), new URL(worker, document.baseURI));
    document.body.append(dialog);
    return dialog;
  }

  #say(text: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = text;
  }
}

customElements.define("try-it", TryIt);
