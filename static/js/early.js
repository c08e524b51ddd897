// Runs before the first paint, so that a page never flashes in a look that the reader did not choose.
// A classic script on purpose: modules run too late.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    for (const [name, allowed] of [
      ["theme", ["light", "dark", "sepia"]],
      ["pictures", ["off"]],
      ["speakers", ["off"]],
      ["size", ["1", "2", "4", "5"]],
    ]) {
      const value = localStorage.getItem(`vividpages-${name}`);
      if (allowed.includes(value)) root.dataset[name] = value;
    }
  } catch {
    // Storage can be forbidden: then the page looks as it does for everybody.
  }
})();
