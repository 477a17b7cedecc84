import type { AuditEntry } from '../api/answers.ts'
import { RuleLink } from '../rules/sentence/rule-link.tsx'
import { address } from '../shell/router.ts'
import './changed-thing.css'

/** What a change was made to: the facts of the log, those that have a page as links to it. */
export function ChangedThing({ facts }: { facts: AuditEntry['facts'] }) {
  const { collection, rule, version, preview, undo, ...others } = facts
  return (
    <ul class="changed-thing">
      {collection !== undefined && (
        <li>
          <RuleLink
            rule={{ ruleType: String(collection), ...(rule !== undefined && { ruleId: String(rule) }) }}
          />
        </li>
      )}
      {version !== undefined && (
        <li>
          <a href={address(`/rules/versions/${version}`)}>version {version}</a>
        </li>
      )}
      {preview !== undefined && (
        <li>
          <a href={address(`/previews/${preview}`)}>the preview</a>
        </li>
      )}
      {undo !== undefined && (
        <li>
          <a href={address(`/undo/${undo}`)}>the undo</a>
        </li>
      )}
      {Object.entries(others).map(([name, value]) => (
        <li key={name} class="quiet">
          {name}: {String(value)}
        </li>
      ))}
    </ul>
  )
}
