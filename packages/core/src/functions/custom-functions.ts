import type { RuleType } from '../rules/rule-documents.ts'
import { cleanAnnualRevenue } from './clean-annual-revenue.ts'
import { cleanZipcodeUs } from './clean-zipcode-us.ts'

/** A function that a config can place between the stages. */
export interface CustomFunction {
  readonly ruleType: RuleType
  /** The field it changes. */
  readonly field: string
  /** Works only where this field holds exactly this value; everywhere when undefined. */
  readonly onlyWhere: { readonly field: string; readonly value: string } | undefined
  /** How it takes a value that is neither text nor null: as it is, or as a failure of the record. */
  readonly otherKinds: 'keep' | 'fail'
  apply(value: string, keepWithoutDigits: boolean): string
}

/** All functions by the name that configs use. */
export const customFunctions: Readonly<Record<string, CustomFunction>> = {
  CleanZipcodeUS: {
    ruleType: 'UDF-CleanZipcodeUS',
    field: 'zipPostalCode',
    onlyWhere: { field: 'country', value: 'US' },
    otherKinds: 'fail',
    apply: cleanZipcodeUs,
  },
  CleanAnnualRevenue: {
    ruleType: 'UDF-CleanAnnualRevenue',
    field: 'annualRevenue',
    onlyWhere: undefined,
    otherKinds: 'keep',
    apply: cleanAnnualRevenue,
  },
}
