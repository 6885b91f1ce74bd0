// Times a page: a change from the press of the button, or a visit from its start, to the last repaint of
// what answers it. `parts` are functions that each tell what one part of the page shows, as text. It is
// over when every part shows something, and something else than before, and nothing has changed for QUIET
// milliseconds; its time is that of the last change seen, in the frame after it was painted.
// `visit`: the clock has run since the page was asked for, and nothing was on the screen before.
(parts, visit) => {
  const QUIET = visit ? 500 : 150, LIMIT = 60000;
  const read = () => Object.fromEntries(Object.entries(parts).map(([name, tell]) => [name, tell()]));
  let before = {}, seen = "{}", pressed = visit ? 0 : undefined, painted, armed = visit;
  let waiting = false, again = false; // whether a look is on its way, and whether more has changed since

  // Read once a frame at most: reading itself takes time, and a page has ten charts.
  const look = () => {
    if (!armed || pressed === undefined) return;
    again = waiting;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      const now = JSON.stringify(read());
      const other = now !== seen;
      seen = now;
      again = false;
      setTimeout(() => {
        if (other) painted = performance.now();
        waiting = false;
        if (again) look();
      });
    });
  };
  new MutationObserver(look).observe(document,
    { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("pointerdown", (event) => {
    if (armed && pressed === undefined) pressed = event.timeStamp;
  }, true);

  let awaited = Object.keys(parts);
  const changed = (part, now) => now[part] && now[part] !== before[part];

  window.bench = {
    arm() {
      before = read(); seen = JSON.stringify(before);
      pressed = painted = undefined; armed = true;
    },
    // `learn`: a part that rests as it was is not waited for again. Rounded numbers can be the same for two
    // choices; its own repaints count all the same.
    done(learn) {
      const rest = learn ? 1000 : QUIET, started = performance.now();
      return new Promise((resolve, reject) => {
        const timer = setInterval(() => {
          const resting = painted !== undefined && !waiting && performance.now() - painted > rest;
          const now = resting ? read() : {};
          if (learn && resting && changed("answer", now))
            awaited = awaited.filter((part) => changed(part, now));
          const whole = resting && awaited.every((part) => changed(part, now));
          if (whole) {
            clearInterval(timer); armed = false; resolve(painted - pressed);
          } else if (performance.now() - started > LIMIT) {
            clearInterval(timer); armed = false;
            const same = awaited.filter((part) => !changed(part, read()));
            reject(new Error(`not repainted: ${same.join(", ")}`));
          }
        }, 25);
      });
    },
  };
}
