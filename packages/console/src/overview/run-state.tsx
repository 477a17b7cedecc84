import type { Run } from '../api/answers.ts'
import { Badge, type Tone } from '../parts/messages/badge.tsx'

const results: Readonly<Record<string, readonly [Tone, string]>> = {
  done: ['good', 'done'],
  'nothing to do': ['quiet', 'nothing to do'],
  partial: ['warn', 'partial'],
  stopped: ['warn', 'stopped'],
  unavailable: ['bad', 'no answer'],
  settings: ['bad', 'wrong settings'],
  unexpected: ['bad', 'broke off'],
}

/** How a run ended, in a word. */
export function RunState({ run }: { run: Run }) {
  const [tone, word] =
    run.result === null ? (['accent', 'running'] as const) : (results[run.result] ?? ['warn', run.result])
  return <Badge tone={tone}>{word}</Badge>
}
