// The page can be read before Redoc's script has run, so the browser loads that script only after it has shown the first screen.
(() => {
  const sources = document.currentScript.dataset.then.split(" ");
  const load = () => {
    delete document.documentElement.dataset.firstScreen;
    for (const source of sources) {
      const script = document.createElement("script");
      script.src = source;
      script.async = false;
      document.body.append(script);
    }
  };
  requestAnimationFrame(() => setTimeout(load));
})();
