// The search box can be typed into before Redoc listens to it. Redoc keeps that text but does not search for it, so it gets the text once more.
(() => {
  const search = document.querySelector('#redoc [role="search"]');
  const box = search?.querySelector("input");
  if (!box) return;
  const repeat = () => {
    // Redoc shows a cross beside a text that it has read.
    if (search.querySelector("i")) return observer.disconnect();
    if (box.value === "") return;
    const { value, selectionStart, selectionEnd } = box;
    // React ignores an event after which the value is the same as before. It sees what is assigned, but not what setRangeText does.
    box.value = "";
    box.setRangeText(value);
    box.setSelectionRange(selectionStart, selectionEnd);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const observer = new MutationObserver(repeat);
  observer.observe(document.getElementById("redoc"), { childList: true, subtree: true });
})();
