import { checkExamples } from '@dwmops/core'
import { pickConfig, readConfigsFile, readRulesFile } from '@dwmops/record-files'
import { exitCodes } from '../../exit-codes.ts'
import { type PrintOptions, printJson, say } from '../../print.ts'
import { readExamples } from './read-examples.ts'

export interface TestOptions extends PrintOptions {
  readonly rules?: string
  readonly config?: string
  readonly configName?: string
}

/** Checks the examples of a file against rules of files or of the database, a line for each that fails; exit code 4 then. */
export async function testRules(file: string, options: TestOptions): Promise<void> {
  const examples = await readExamples(file)
  const { rules, config } = await rulesOf(options)
  const checked = checkExamples(
    rules,
    config,
    examples.map(({ example }) => example),
  )
  const failed = checked.flatMap((one, at) => (one.passed ? [] : [{ line: examples[at]?.line, ...one }]))
  if (failed.length > 0) process.exitCode = exitCodes.partial
  if (options.json === true) {
    const failures = failed.map(({ line, example, result, reason }) => ({ line, ...example, result, reason }))
    return printJson({ examples: checked.length, failed: failures })
  }
  for (const { line, example, result, reason } of failed) {
    const got = result === undefined ? '' : `, got ${JSON.stringify(result)}`
    const { field, value, expected } = example
    say(
      `${file}, line ${line}: ${field} ${JSON.stringify(value)}: expected ${JSON.stringify(expected)}${got}; ${reason}`,
    )
  }
  say(`${checked.length} examples, ${failed.length} failed`)
}

/** Rules and config out of files where they are named, else out of the database. */
async function rulesOf({ rules: rulesFile, config: configFile, configName }: TestOptions) {
  if (rulesFile !== undefined && configFile !== undefined) {
    const [rules, configs] = await Promise.all([readRulesFile(rulesFile), readConfigsFile(configFile)])
    return { rules, config: pickConfig(configs, configName, configFile) }
  }
  const { currentRules } = await import('./current-rules.ts')
  return currentRules(configName, {
    ...(rulesFile !== undefined && { rules: rulesFile }),
    ...(configFile !== undefined && { config: configFile }),
  })
}
