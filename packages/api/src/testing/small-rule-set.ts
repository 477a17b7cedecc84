import { washingConfig } from '@dwmops/core/testing'
import { byCollection, type RuleSet } from '@dwmops/rule-store'

const config = washingConfig('Eloqua_Contacts_DWM', {
  city: { lookup: ['genericLookup', 'normLookup', 'normRegex'], derive: {} },
})
const rules = {
  genericLookup: [{ find: 'N/A', replace: '' }],
  normLookup: [
    { fieldName: 'city', find: 'NYC', replace: 'New York' },
    { fieldName: 'city', find: 'LA', replace: 'Los Angeles' },
  ],
}

/** A config with three rules. */
export const smallRuleSet: RuleSet = {
  rules: { ...byCollection(() => []), ...rules },
  configs: [config],
}
