/** How dwm ends, for scripts; the codes of the stages where they mean the same. */
export const exitCodes = {
  done: 0,
  /** Lint errors, or facts that are wrong. */
  findings: 1,
  /** A bug, or a state that nobody foresaw. */
  unexpected: 1,
  /** Arguments, settings, files, or names of things that are not there. */
  input: 2,
  /** MongoDB or Eloqua is unavailable or refused; trying again later may help. */
  unavailable: 3,
  /** Some records failed. */
  partial: 4,
} as const
