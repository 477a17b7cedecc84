import type { Effect } from '../api/answers.ts'
import { count, counted } from '../parts/values/count.ts'
import { duration } from '../parts/values/duration.ts'
import './preview-summary.css'

/** How many contacts would change, and in which fields, at a glance. */
export function PreviewSummary({
  preview: { contacts, changed, seconds, capped, byField },
}: {
  preview: Effect
}) {
  const share = contacts === 0 ? 0 : changed / contacts
  const most = Math.max(1, ...byField.map((one) => one.contacts))
  return (
    <section class="preview-summary" aria-label="Summary">
      <div>
        <p class="preview-figure">{count(changed)}</p>
        <p>
          of {counted(contacts, 'contact')} would change
          {contacts > 0 && <span class="quiet"> ({percent(share)})</span>}
        </p>
        <p class="quiet small">
          Looked at in {duration(seconds)}
          {capped && '; there were more, the newest were taken'}
        </p>
      </div>
      {byField.length > 0 && (
        <ul class="preview-bars" aria-label="Contacts by field">
          {byField.slice(0, 8).map((one) => (
            <li key={one.field}>
              <span>{one.field}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={Math.max(1, (one.contacts / most) * 100)} height="8" />
              </svg>
              <span class="preview-bar-count">{count(one.contacts)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function percent(share: number): string {
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumSignificantDigits: 2 }).format(share)
}
