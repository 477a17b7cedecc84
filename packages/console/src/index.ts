export { bundleConsole, type ConsoleBundle } from './bundle.ts'
export { actionWords } from './changes/action-words.ts'
export { embedConsole } from './embed.ts'
