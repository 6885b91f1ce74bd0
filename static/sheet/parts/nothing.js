/** Nothing, where a panel has nothing to say beside others that have. */

/** @import { Drawing, Parts } from "../../types" */

import { make } from "../../lib/dom.js";

/** @returns {Drawing<Parts["nothing"]>} */
export const create = () => ({ element: make("div", ""), update() {} });
