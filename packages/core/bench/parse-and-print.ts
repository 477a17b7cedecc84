/**
 * The engine beside the least that a washing of lines takes: `node packages/core/bench/parse-and-print.ts [rounds]` parses and prints JSON
 * lines of contacts, with the golden rules between the two and without, in turns, and prints how fast the one is beside the other.
 */
import { readConfigs } from '../src/conformance/test-data.ts'
import { compileWasher } from '../src/wash/washer.ts'
import { makeContacts } from './contacts.ts'
import { golden } from './rule-sets.ts'

const rounds = Number(process.argv[2] ?? 10)
const slice = 4_000
const washer = compileWasher(golden, readConfigs('golden').get('Eloqua_Contacts_DWM'))
const lines = makeContacts(slice * (rounds + 2), 1).map((contact) => JSON.stringify(contact))
const [washed, printed]: [number[], number[]] = [[], []]
let bytes = 0

for (let round = 0; round < rounds + 2; round += 1) {
  // no line is washed twice, so that only what contacts have in common is remembered
  const some = lines.slice(round * slice, (round + 1) * slice)
  const floor = processorMs(() => {
    for (const line of some) bytes += JSON.stringify(JSON.parse(line)).length
  })
  const own = processorMs(() => {
    for (const line of some) {
      const result = washer.wash(JSON.parse(line), 0)
      if (!result.ok) throw new Error('a contact failed')
      bytes += JSON.stringify(result.record).length
    }
  })
  if (round < 2) continue // the first ones compile
  washed.push(own)
  printed.push(floor)
}
const [own, floor] = [median(washed), median(printed)]
const rate = (ms: number) => Math.round((slice / ms) * 1000).toLocaleString('en')
console.log(`${bytes} bytes printed`)
console.log(
  `parse, wash, print: ${rate(own)} contacts/s; parse, print: ${rate(floor)}; ratio ${(floor / own).toFixed(2)}`,
)

function processorMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
