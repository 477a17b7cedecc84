import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { programFile } from '@dwmops/local-fleet'

/** The operator's command as a process of its own, with these settings and none of ours. */
export function dwmWith(settings: () => Readonly<Record<string, string>>) {
  return async (...args: string[]) => {
    const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
    const child = spawn(process.execPath, [programFile('dwm'), ...args], {
      env: { PATH, NODE_COMPILE_CACHE, HOME: '/nonexistent', ...settings() },
    })
    const ended = [once(child, 'close'), text(child.stdout), text(child.stderr)] as const
    const [[code], out, err] = await Promise.all(ended)
    return { code: code as number | null, out, err }
  }
}
