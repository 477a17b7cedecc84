import { address } from '../shell/router.ts'
import './rule-tabs.css'

const tabs = [
  ['/rules', 'All rules'],
  ['/rules/analytics', 'What they do'],
  ['/rules/try', 'Try on contacts'],
  ['/rules/versions', 'Versions'],
] as const

/** The ways of looking at the rules. */
export function RuleTabs({ here }: { here: (typeof tabs)[number][0] }) {
  return (
    <nav aria-label="Rules" class="tabs">
      <ul>
        {tabs.map(([path, text]) => (
          <li key={path}>
            <a href={address(path)} aria-current={path === here ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
