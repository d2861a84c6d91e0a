// The parts of the staff's pages; joined to the page's script only where these pages exist.

Object.assign(blocks, {
  // the content holds the language's texts: drawn anew only when it changes
  upload: (root, content, send) => createUpload(root, content, send),
  scenario: (root, content) => createScenario(root, content, ask),
});
