import { byCollection, type RuleSet } from '@dwmops/rule-store'

const config = {
  configName: 'Eloqua_Contacts_DWM',
  fields: { city: { lookup: ['genericLookup', 'normLookup', 'normRegex'], derive: {} } },
  userDefinedFunctions: {},
  history: {
    writeContactHistory: true,
    returnHistoryId: false,
    returnHistoryField: 'historyId',
    histIdField: { name: 'ContactID', value: 'ContactID' },
  },
}
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
