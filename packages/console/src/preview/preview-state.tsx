import type { Preview } from '../api/answers.ts'
import { Badge, type Tone } from '../parts/messages/badge.tsx'

const tones: Readonly<Record<Preview['state'], Tone>> = {
  running: 'accent',
  done: 'quiet',
  failed: 'bad',
  published: 'good',
}

/** Where a preview stands, in a word. */
export function PreviewState({ preview: { state, version } }: { preview: Preview }) {
  return <Badge tone={tones[state]}>{version === null ? state : `version ${version}`}</Badge>
}
