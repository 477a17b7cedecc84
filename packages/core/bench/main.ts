import { readConfigs } from '../src/conformance/test-data.ts'
import { makeContacts } from './contacts.ts'
import { measure, measureLint } from './measure.ts'
import { countRules, golden, goldenWithManyLookups, tenTimesGolden, tenthOfGolden } from './rule-sets.ts'

const config = readConfigs('golden').get('Eloqua_Contacts_DWM')
const contacts = makeContacts(60_000, 1)
const warmUp = makeContacts(10_000, 2)
const filled = Object.values(contacts[0] ?? {}).filter((value) => value !== '').length
const keys = Object.keys(contacts[0] ?? {}).length
console.log(`contacts with ${keys} keys, ${filled} filled; node ${process.version}\n`)
console.log('rules                       memo  compile ms  records/s  p50 us  p99 us  heap MB  lint ms')

const ruleSets = {
  'a tenth of golden': tenthOfGolden(),
  golden,
  'ten times golden': tenTimesGolden(),
  'golden + lookups': goldenWithManyLookups(),
}
const wanted = process.argv.slice(2)
for (const [name, rules] of Object.entries(ruleSets)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const memoSize of [undefined, 0]) {
    const figures = measure(rules, config, memoSize, { warmUp, contacts })
    const cells = [
      `${name} (${countRules(rules)})`.padEnd(27),
      (memoSize === 0 ? 'off' : 'on').padEnd(4),
      figures.compileMs.toFixed(0).padStart(11),
      Math.round(figures.recordsPerSecond).toLocaleString('en').padStart(10),
      figures.p50Us.toFixed(1).padStart(7),
      figures.p99Us.toFixed(1).padStart(7),
      figures.heapMb.toFixed(0).padStart(8),
      memoSize === 0 ? '' : measureLint(rules, config).toFixed(0).padStart(8),
    ]
    console.log(cells.join(' ').trimEnd())
  }
}
