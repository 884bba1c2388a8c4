/**
 * A list of headings that marks the one the reader is at. It takes the place of Starlight's class of this name, which asks the browser for all elements
 * that no heading is in: 50 ms of a processor on the longest page, and four times that on a phone. This one looks at the headings alone.
 */
export class StarlightTOC extends HTMLElement {
  #current = this.querySelector<HTMLAnchorElement>('a[aria-current="true"]');
  #observer: IntersectionObserver | undefined;

  constructor() {
    super();
    whenIdle(() => {
      this.#observe();
      addEventListener("resize", () => this.#observe());
    });
  }

  set current(link: HTMLAnchorElement) {
    if (link === this.#current) return;
    this.#current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    this.#current = link;
  }

  /** Looks again whenever a heading crosses the line below which it is not yet read. */
  #observe(): void {
    const headings = [...this.querySelectorAll("a")].flatMap((link) => {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading ? [{ link, heading }] : [];
    });
    const line = this.#lineOfReading();
    const update = () => {
      const passed = headings.findLast(({ heading }) => heading.getBoundingClientRect().top <= line) ?? headings[0];
      if (passed) this.current = passed.link;
    };
    this.#observer?.disconnect();
    // Without an end above, so that a reader who jumps over a heading has crossed it.
    const rootMargin = `1000000px 0px ${line - document.documentElement.clientHeight}px`;
    this.#observer = new IntersectionObserver(update, { rootMargin });
    for (const { heading } of headings) this.#observer.observe(heading);
  }

  /** Below the header of the page, and on a phone below this list, with the distance that a linked heading has from them. */
  #lineOfReading(): number {
    const heightOf = (element: Element | null) => element?.getBoundingClientRect().height ?? 0;
    return heightOf(document.querySelector("header")) + heightOf(this.querySelector("summary")) + 85;
  }
}

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act);
  else setTimeout(act, 1);
}

customElements.define("starlight-toc", StarlightTOC);
