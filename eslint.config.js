/** What ESLint asks of the scripts in static/. Names and types are the type checker's, layout is Prettier's. */

import js from "@eslint/js";

export default [
  {
    ignores: [
      "**/*",
      "!static/",
      "!static/**/",
      "!static/**/*.js",
      "static/**/*.min.js",
      "!eslint.config.js",
    ],
  },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-undef": "off", // the type checker knows what a browser has
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-shadow": "error",
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-var": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression > :not(Literal)", message: "An import names its file plainly." },
      ],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "Data never becomes HTML: text is only ever set as text.",
        })),
      ],
      "object-shorthand": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "prefer-template": "error",
    },
  },
];
