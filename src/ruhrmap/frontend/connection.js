// While the connection to the server is lost: one calm line in the reader's language. Streamlit
// would lay an English dialog over a page that goes on working; it is closed before it is seen.
//
// Once it is back it may lead to another server, or to one that was started anew. That one
// knows the view from the address, but drops the first report, because no run of it has made
// the part yet that reports. So the page says everything, and once more if that was in vain.

const QUICK = 1500; // ms: another replica has taken over by then, and nothing needs to be said
const TRIES = 3; // answers after which the server must know all; no further one is asked for
const ITS_DIALOG = '[data-testid="stDialog"] [role="dialog"] > button'; // its cross

function createConnection(app, words, { cameBack, report }) {
  const line = h("p", { class: "rm rm-connection", role: "status" }); // there before it speaks
  const dialogs = new MutationObserver(() => document.querySelector(ITS_DIALOG)?.click());
  let waiting = 0;
  let lost = false;
  let owed = 0;
  document.body.append(line);

  function say() {
    line.textContent = words().connection_lost;
  }

  function look() {
    clearTimeout(waiting);
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (!connected) {
      lost = true;
      dialogs.observe(document.body, { childList: true, subtree: true });
      if (line.textContent) say(); // the language may be another one
      else waiting = setTimeout(say, QUICK);
    } else if (lost) {
      lost = false;
      dialogs.disconnect();
      line.textContent = "";
      owed = TRIES;
      cameBack();
    } else if (owed && app.dataset.testScriptState === "notRunning") {
      owed -= 1;
      report();
    }
  }

  new MutationObserver(look).observe(app, {
    attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  });
}
