/** The line of the production overlay that says which commit its images were built from: what comes before, and the commit. */
export const builtFrom = /^(# Built from )(\S+)$/m
