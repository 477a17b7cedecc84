import type { CompiledPattern, CompiledTemplate } from '@dwmops/python-re'
import { mostResultLength } from '../../wash/wash-limits.ts'

/** The text that a pattern rule gives every value it matches: where it takes all of the value and puts no group into it. */
export function constantResult(
  { takesAll }: CompiledPattern,
  { parts, error }: CompiledTemplate,
): string | undefined {
  const [text = '', ...others] = parts
  const isConstant = takesAll && error === undefined && others.length === 0 && typeof text === 'string'
  return isConstant && text.length <= mostResultLength ? text : undefined
}
