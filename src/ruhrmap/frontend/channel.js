// Page and map frame talk over one channel whose name the page's document makes once:
// two tabs, or a duplicated tab, never hear each other (sessionStorage would be copied).
// Whoever comes first, page or frame, makes the name on the page's window.

function channelName(pageWindow) {
  if (!pageWindow.ruhrmapChannel) {
    // not randomUUID: it exists in secure contexts only, and an event may run on plain http
    const words = crypto.getRandomValues(new Uint32Array(4));
    pageWindow.ruhrmapChannel = `ruhrmap-${Array.from(words, (w) => w.toString(16)).join("-")}`;
  }
  return pageWindow.ruhrmapChannel;
}

function openChannel(pageWindow) {
  return new BroadcastChannel(channelName(pageWindow));
}
