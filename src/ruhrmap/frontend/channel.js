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

// A message is read after the frame in which the hand moved has been painted, so the map would
// follow one frame late. The map leaves its drawing on the page's window: called at once, it is
// painted in the same frame. The message that follows finds nothing left to do.

function offerShortWay(pageWindow, draw) {
  pageWindow.ruhrmapDraw = draw;
  return () => {
    if (pageWindow.ruhrmapDraw === draw) delete pageWindow.ruhrmapDraw;
  };
}

function takeShortWay(pageWindow, state) {
  pageWindow.ruhrmapDraw?.(state);
}
