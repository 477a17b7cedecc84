import type { BuildOptions } from 'esbuild'

/**
 * Makes a bundle a function that `program-script.ts` calls: V8 keeps code for scripts, and for modules only where a folder can be
 * written. A script cannot `import()`, with which the driver of MongoDB asks for `os`, so `require` takes its place.
 */
export const asScript = {
  format: 'cjs',
  supported: { 'dynamic-import': false },
  banner: { js: '(function(require,programAddress){' },
  footer: { js: '})' },
  define: { 'import.meta.url': 'programAddress' },
} as const satisfies BuildOptions
