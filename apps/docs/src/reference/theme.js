// The same choice as on the other pages: what the reader picked there, or what the system prefers.
(() => {
  const stored = typeof localStorage === "undefined" ? null : localStorage.getItem("starlight-theme");
  const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = stored || preferred;
})();
