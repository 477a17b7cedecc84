import { Download } from '../../parts/controls/download.tsx'
import { Panel } from '../../parts/layout/panel.tsx'
import { Page } from '../../shell/page.tsx'
import { address, usePlace } from '../../shell/router.ts'
import { RuleTabs } from '../rule-tabs.tsx'
import { FightingRulesTable } from './fighting-rules.tsx'
import { IdleRulesTable } from './idle-rules.tsx'
import { RuleHitsTable } from './rule-hits.tsx'
import { ShadowedRulesTable } from './shadowed-rules.tsx'
import { UncoveredValuesTables } from './uncovered-values.tsx'

const views = [
  ['hits', 'Hits', 'How often each rule changed a value in the last 30 days', RuleHitsTable],
  [
    'idle',
    'Never hit',
    'Rules that changed nothing in the last 30 days. One that met only values that were right already is among them and may keep others away: preview what becomes without it',
    IdleRulesTable,
  ],
  [
    'shadowed',
    'In the way',
    'Rules that another keeps from working, or whose work another undoes',
    ShadowedRulesTable,
  ],
  ['fighting', 'Fighting', 'Fields that go back and forth between washes', FightingRulesTable],
  ['uncovered', 'Not covered', 'Values that no rule knows, the most frequent first', UncoveredValuesTables],
] as const

/** What do the rules really do? Hits, idle ones, fights, and what no rule covers. */
export function AnalyticsPage() {
  const wanted = usePlace().query.get('view') ?? 'hits'
  const [name, title, about, View] = views.find(([view]) => view === wanted) ?? views[0]
  return (
    <Page
      title="What the rules do"
      about="Read from the washes themselves: a hit is a value that a rule changed."
    >
      <RuleTabs here="/rules/analytics" />
      <nav aria-label="Views" class="choices">
        <ul>
          {views.map(([view, text]) => (
            <li key={view}>
              <a
                href={address('/rules/analytics', { view })}
                aria-current={view === name ? 'page' : undefined}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Panel
        title={title}
        about={about}
        actions={name === 'uncovered' && <Download path="/analytics/uncovered.csv" name="uncovered-values" />}
        flush
      >
        <View />
      </Panel>
    </Page>
  )
}
