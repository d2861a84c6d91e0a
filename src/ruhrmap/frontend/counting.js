// Big figures that count up from what they were to what they are. Numbers and words come from
// Python; on the way only the number in between is written.

const COUNTED_IN = 1200; // ms

function createCounters(root, speaks) {
  let running = 0;

  function show(counters, language, moving) {
    cancelAnimationFrame(running);
    const values = counters.map(() => h("dd", { class: "rm-counter-value" }));
    root.replaceChildren(
      ...counters.map((counter, i) =>
        h(
          "div",
          { "data-figure": counter.key },
          h("dt", {}, counter.label[language]),
          values[i],
          counter.note[language] ? h("dd", { class: "rm-note" }, counter.note[language]) : null,
        ),
      ),
    );
    const settle = () => {
      counters.forEach((counter, i) => (values[i].textContent = counter.value[language]));
      root.dataset.counted = "yes"; // for tests
    };
    if (!moving || matchMedia("(prefers-reduced-motion: reduce)").matches) return settle();
    root.dataset.counted = "no";
    const writers = counters.map(({ digits }) => {
      const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(speaks[language], exactly);
    });
    let began = null;
    const tick = (clock) => {
      began ??= clock;
      const passed = (clock - began) / COUNTED_IN;
      if (passed >= 1) return settle();
      const share = 1 - (1 - passed) ** 3; // slower towards its end
      counters.forEach((counter, i) => {
        const number = counter.from + (counter.to - counter.from) * share;
        values[i].textContent = filled(counter.pattern[language], { n: writers[i].format(number) });
      });
      running = requestAnimationFrame(tick);
    };
    tick(performance.now());
  }

  return { show };
}
