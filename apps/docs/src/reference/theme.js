// The same choice as on the other pages: what the reader picked there, or what the system prefers.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const stored = typeof localStorage === "undefined" ? null : localStorage.getItem("starlight-theme");
    document.documentElement.dataset.theme = stored || (dark.matches ? "dark" : "light");
  };
  dark.addEventListener("change", apply);
  apply();
})();
