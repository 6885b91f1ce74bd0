/** Put something that floats below what it belongs to (or above, where there is more room there),
 * within the window. @param {HTMLElement} floating @param {Element} owner */
export function below(floating, owner) {
  const at = owner.getBoundingClientRect();
  const [over, under] = [at.top - 8, innerHeight - at.bottom - 8];
  const up = under < Math.min(floating.scrollHeight, 240) && over > under;
  floating.style.maxHeight = `${Math.max(80, up ? over : under)}px`;
  const { offsetWidth: wide, offsetHeight: tall } = floating;
  floating.style.left = `${Math.max(4, Math.min(at.left, innerWidth - wide - 4))}px`;
  floating.style.top = `${up ? at.top - 4 - tall : at.bottom + 4}px`;
}
