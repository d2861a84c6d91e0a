// The parts of the staff's pages; joined to the page's script only where these pages exist.

Object.assign(blocks, {
  // the content holds the language's texts: drawn anew only when it changes
  upload: (root, content, send) => createUpload(root, content, send),
  release: (root, content) => createRelease(root, content),
  scenario: (root, content) => createScenario(root, content, ask),
  outreach: (root, content, send) => {
    root.rmOutreach ??= createOutreach(root, {
      // there is no timeline here that would report it
      set(patch) {
        store.set(patch);
        reportAlone();
      },
      assume: (places) => root.rmAssume("scenario", places),
    });
    root.rmAssume = send;
    root.rmOutreach.settled(content);
  },
});
