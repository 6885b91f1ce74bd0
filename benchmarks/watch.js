// Times one change in a page: from the press of the button to the last repaint of what answers it.
// `parts` are functions that each tell what one part of the page shows, as text. A change is over when
// every part shows something else than before and nothing has changed for QUIET milliseconds; its
// time is that of the last change seen, in the frame after it was painted.
(parts) => {
  const QUIET = 250, LIMIT = 20000;
  const read = () => Object.fromEntries(Object.entries(parts).map(([name, tell]) => [name, tell()]));
  let before, seen, pressed, painted, armed = false;

  const look = () => {
    if (!armed || pressed === undefined) return;
    const now = JSON.stringify(read());
    if (now === seen) return;
    seen = now;
    requestAnimationFrame(() => setTimeout(() => { painted = performance.now(); }));
  };
  new MutationObserver(look).observe(document.documentElement,
    { subtree: true, childList: true, characterData: true, attributes: true });
  document.addEventListener("pointerdown", (event) => {
    if (armed && pressed === undefined) pressed = event.timeStamp;
  }, true);

  window.bench = {
    arm() {
      before = read(); seen = JSON.stringify(before);
      pressed = painted = undefined; armed = true;
    },
    done() {
      const started = performance.now();
      return new Promise((resolve, reject) => {
        const timer = setInterval(() => {
          const now = read();
          const whole = Object.keys(parts).every((part) => now[part] && now[part] !== before[part]);
          if (whole && painted !== undefined && performance.now() - painted > QUIET) {
            clearInterval(timer); armed = false; resolve(painted - pressed);
          } else if (performance.now() - started > LIMIT) {
            clearInterval(timer); armed = false;
            reject(new Error(`not repainted: ${JSON.stringify({ before, now })}`));
          }
        }, 50);
      });
    },
  };
}
