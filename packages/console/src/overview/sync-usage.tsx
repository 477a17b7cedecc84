import type { Overview } from '../api/answers.ts'
import { count } from '../parts/values/count.ts'
import './sync-usage.css'

const words = { export: 'exports', import: 'imports', action: 'sync actions' } as const

/** How many syncs ran against Eloqua in the last hour: its soft limits are by the hour. */
export function SyncUsage({ usage }: { usage: Overview['syncsLastHour'] }) {
  return (
    <dl class="sync-usage">
      {(['export', 'import', 'action'] as const).map((kind) => (
        <div key={kind}>
          <dt>{words[kind]}</dt>
          <dd>{count(usage[kind])}</dd>
        </div>
      ))}
    </dl>
  )
}
