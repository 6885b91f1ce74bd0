/** Files that the reader is given. */

const FORGOTTEN = 10_000; // ms after which the browser has taken the file

/** Give the reader a file. @param {Blob} blob what is in it @param {string} name what it is called */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), FORGOTTEN);
}
