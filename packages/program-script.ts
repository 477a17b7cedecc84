import { createRequire } from 'node:module'
import { Script } from 'node:vm'

/** A bundle as `build.ts` wraps it. */
type Program = (require: NodeJS.Require, address: string) => void

/** A bundle, and the `file:` address that its stacks name. With the code that V8 once made of it nothing is compiled. */
export function programScript(source: string, address: URL, code?: Buffer): Script {
  return new Script(source, { filename: address.href, ...(code && { cachedData: code }) })
}

/** Evaluates its modules and starts it. */
export function runScript(script: Script, address: URL): void {
  const program: Program = script.runInThisContext()
  program(createRequire(address), address.href)
}
