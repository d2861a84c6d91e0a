// Data that no first page needs, asked for by name when a reader wants them.

// From the files beside a script of ours, which the browser keeps for good.
function askBeside(files, address) {
  return async (name) => (await fetch(new URL(files[name], address))).json();
}
