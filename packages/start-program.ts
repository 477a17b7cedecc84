/**
 * The `main.mjs` of an image: runs program.js with the code that V8 made of it when it was bundled (`code-cache.ts`). Where that is
 * missing, or made by another version of Node, with other flags or for another processor, V8 compiles as it ever did.
 */
import { readFileSync } from 'node:fs'
import { programScript, runScript } from './program-script.ts'

const program = new URL('program.js', import.meta.url)
runScript(programScript(readFileSync(program, 'utf8'), program, readCode()), program)

function readCode(): Buffer | undefined {
  try {
    return readFileSync(new URL('program.cache', program))
  } catch {
    return undefined
  }
}
