// The keyboard must reach a sample that scrolls. Redoc creates new samples when the reader picks another tab.
(() => {
  const reach = () => {
    for (const sample of document.querySelectorAll("#redoc pre:not([tabindex])")) sample.tabIndex = 0;
  };
  new MutationObserver(reach).observe(document.getElementById("redoc"), { childList: true, subtree: true });
  reach();
})();
