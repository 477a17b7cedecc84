import type { StageDay } from '../../api/answers.ts'
import './day-bars.css'

interface Props {
  readonly days: readonly StageDay[]
  readonly amountOf: (day: StageDay) => number
  readonly wordOf: (day: StageDay) => string
}

/** A bar a day, with its value in words beside it. */
export function DayBars({ days, amountOf, wordOf }: Props) {
  const most = Math.max(1, ...days.map(amountOf))
  return (
    <ul class="day-bars">
      {days.map((day) => (
        <li key={day.day}>
          <span class="nowrap">{day.day.slice(5)}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width={(amountOf(day) / most) * 100} height="8" />
          </svg>
          <span>{wordOf(day)}</span>
        </li>
      ))}
    </ul>
  )
}
