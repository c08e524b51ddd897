"""A page as all of its readers meet it: named controls, headings in order, nothing wider than a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (1280, 390)
LAID_OUT = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until a page has been laid out anew: before, Chromium counts closed menus where they stood in the other width."""
FAULTS = """() => {
  const found = [];
  const said = (element) => element.outerHTML.slice(0, 120);
  const named = (element) => (element.getAttribute("aria-label") ?? "").trim()
    || (element.getAttribute("aria-labelledby") ?? "").split(" ")
      .some((id) => document.getElementById(id)?.textContent.trim())
    || [...(element.labels ?? [])].some((label) => label.textContent.trim())
    || element.textContent.trim() || element.querySelector("img[alt]:not([alt=''])") || element.title;
  const shown = (element) => element.checkVisibility() && !element.closest("[aria-hidden=true]");
  for (const control of document.querySelectorAll("button, a[href], select, textarea, input:not([type=hidden])"))
    if (shown(control) && !named(control)) found.push(`without a name: ${said(control)}`);
  for (const field of document.querySelectorAll("select, textarea, input:not([type=hidden])"))
    if (shown(field) && !field.labels?.length && !field.getAttribute("aria-label"))
      found.push(`without a label: ${said(field)}`);
  for (const image of document.querySelectorAll("img:not([alt]), svg[role=img]:not([aria-label])"))
    found.push(`without words: ${said(image)}`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`twice: #${id}`);
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby]"))
    for (const name of ["aria-describedby", "aria-labelledby"])
      for (const id of (element.getAttribute(name) ?? "").split(" ").filter(Boolean))
        if (!document.getElementById(id)) found.push(`${name} of nothing: #${id}`);
  let before = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) found.push(`after h${before}: ${said(heading)}`);
    before = level;
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("not one h1");
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  if (!document.documentElement.lang || !document.title.trim()) found.push("without a language or a title");
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`${wide} pixels wider than ${innerWidth}`);
  for (const one of document.querySelectorAll("button.button, a.button"))
    if (shown(one) && one.getBoundingClientRect().height < 24) found.push(`too small for a finger: ${said(one)}`);
  return found;
}"""


def look_at(page: Page, name: str) -> None:
    """Fail if a page has faults, on a desk and on a phone; keep pictures of it where somebody wants to see them."""
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(LAID_OUT)
        faults = page.evaluate(FAULTS)
        assert faults == [], f"{name} at {width}: {faults}"
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    if before is not None:
        page.set_viewport_size(before)
