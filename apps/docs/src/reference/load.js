// All can be read before Redoc's script has run, so that script is not asked for until the first screen is shown.
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
