// Header and footer, and going from page to page within the session.
//
// Links between pages are plain links that carry the view (href from Python). A plain click
// on one puts the address into the history and says so by the browser's own event: Streamlit
// follows it as it follows the way back. One entry in the history, one run of the script.
// (st.page_link and st.switch_page would empty the address first, or write it twice.)

// What both have: a landmark with a name, and a list of links that is mended in place, so
// that a link keeps the focus while its address changes under it.
function createLinks(root, extra) {
  const nav = h("nav", {}, extra, h("ul", {}));
  const list = nav.lastChild;
  const known = new Map();
  root.replaceChildren(nav);
  return {
    nav,
    settle({ label, links }) {
      nav.setAttribute("aria-label", label);
      for (const link of links) {
        let element = known.get(link.key);
        if (!element) {
          element = h("a", {});
          known.set(link.key, element);
          list.append(h("li", {}, element));
        }
        mendLink(element, link);
      }
    },
  };
}

function mendLink(element, link) {
  element.setAttribute("href", link.href);
  element.dataset.rmPage = link.page;
  element.dataset.rmLink = link.key;
  if (link.current) element.setAttribute("aria-current", "page");
  else element.removeAttribute("aria-current");
  // on a phone the short name is seen, the whole one is read aloud
  if (!link.short) element.textContent = link.label;
  else {
    element.replaceChildren(
      h("span", { class: "rm-unseen-narrow" }, link.label),
      h("span", { class: "rm-short", "aria-hidden": "true" }, link.short),
    );
  }
}

// Whether the server has newer data than this page: its scripts hold the old ones, so another
// page is loaded whole.
let outdated = false;

function createNewer(root, content) {
  ({ outdated } = content);
  if (content.blocks.length) createProse(root, content.blocks);
  else root.replaceChildren();
}

function createHeader(root) {
  // before everything else in the document: Streamlit's own column takes the focus first
  const skips = h("div", { class: "rm rm-skips" });
  document.body.prepend(skips);
  const home = h("a", { class: "rm-home" });
  const links = createLinks(root, home);
  let staff = null; // the staff's own pages, in a line of their own
  return (content) => {
    skips.replaceChildren(...content.skips.map((skip) => skipLink(skip)));
    mendLink(home, content.home);
    links.settle(content);
    if (!content.staff) return;
    if (!staff) {
      const name = h("span", { class: "rm-staff-name", "aria-hidden": "true" });
      const line = h("div", { class: "rm-staff" });
      root.append(line);
      staff = { ...createLinks(line, name), name };
    }
    staff.name.textContent = content.staff.label;
    staff.settle(content.staff);
  };
}

function createFooter(root) {
  const footer = h("footer", { class: "rm-footer" });
  root.replaceChildren(footer);
  const links = createLinks(footer, null);
  return (content) => links.settle(content);
}

// Seen while it has the focus. It leaves no entry in the history, and the keyboard goes on
// from where it leads.
function skipLink({ target, label }) {
  const go = (event) => {
    const there = document.getElementById(target);
    if (!there) return;
    event.preventDefault();
    there.focus();
    there.scrollIntoView();
  };
  return h("a", { href: `#${target}`, onclick: go }, label);
}

// Going to pages: `settled` tells whether the links hold all that the hand has set.
function createNavigation(settled) {
  let wanted = null; // a link that waits for the server's answer
  let path = location.pathname;
  let left = null; // the heading of the page that was left
  let landing = asked(); // an anchor that is not drawn yet

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-rm-page]");
    const plain = !event.defaultPrevented && event.button === 0 && !outdated;
    if (!link || !plain || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    wanted = link;
    followWanted();
  });
  window.addEventListener("popstate", () => {
    if (location.pathname === path) return;
    if (outdated) location.reload();
    path = location.pathname;
    left = heading() ?? document.body;
    landing = location.hash.slice(1);
    document.getElementById("stMain")?.scrollTo(0, 0);
  });

  function followWanted() {
    if (!wanted || !settled()) return;
    const target = new URL(wanted.href);
    const { rmAnew } = wanted.dataset; // another view of a page, which may be this one
    wanted = null;
    // the address of this page says the same already, if only by saying nothing
    if (target.pathname === location.pathname && rmAnew === undefined) {
      if (target.hash) location.hash = target.hash;
      landing = target.hash.slice(1);
      document.getElementById("stMain")?.scrollTo(0, 0);
      arrive();
      return;
    }
    history.pushState({}, "", target.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }

  // Whoever arrives is told where: the page's heading takes the focus, or what an anchor names.
  function arrive() {
    markContent();
    const there = landing && document.getElementById(landing);
    if (there) {
      landing = "";
      left = null;
      for (let fold = there.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      there.focus({ preventScroll: true });
      keepInSight(there);
      return;
    }
    const now = heading();
    if (!left || !now || now === left || landing) return;
    left = null;
    now.focus({ preventScroll: true });
  }

  return { followWanted, arrive };
}

// What stands above may be drawn later and push it away: it is held until the reader moves.
const SETTLING = 4000; // ms

function keepInSight(there) {
  const page = document.querySelector(".st-key-page");
  const sizes = new ResizeObserver(() => there.scrollIntoView());
  const ends = new AbortController();
  const stop = () => {
    sizes.disconnect();
    ends.abort();
  };
  for (const by of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(by, stop, { signal: ends.signal, passive: true, capture: true });
  }
  setTimeout(stop, SETTLING);
  sizes.observe(page);
}

// The anchor that was asked for: Streamlit drops it where it mends the rest of the address.
function asked() {
  const [opened] = performance.getEntriesByType("navigation");
  return location.hash.slice(1) || new URL(opened?.name ?? location.href).hash.slice(1);
}

function heading() {
  return document.querySelector(".st-key-page h1");
}

// Streamlit gives no way to set an id: the skip link needs one.
function markContent() {
  const page = document.querySelector(".st-key-page");
  if (!page || page.id) return;
  page.id = "inhalt";
  page.tabIndex = -1;
}
