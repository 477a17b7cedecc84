import type { Metafile, Plugin } from 'esbuild'
import { bundleConsole } from './bundle.ts'

/**
 * For the bundle of the api: the finished console takes the place of the module that bundles it, so that the image holds
 * one file and no bundler. `onBundled` hears what went into the console.
 */
export function embedConsole(onBundled: (metafile: Metafile) => void): Plugin {
  return {
    name: 'embed-console',
    setup({ onLoad }) {
      onLoad({ filter: /packages[\\/]console[\\/]src[\\/]bundle\.ts$/ }, async () => {
        const { files, metafile } = await bundleConsole()
        onBundled(metafile)
        const texts = [...files].map(([name, content]) => [name, Buffer.from(content).toString('base64')])
        return {
          contents: `const files = new Map(${JSON.stringify(texts)}.map(([name, text]) => [name, Buffer.from(text, 'base64')]))
export const bundleConsole = async () => ({ files })`,
        }
      })
    },
  }
}
