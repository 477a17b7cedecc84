import { SeededRandom } from '@dwmops/seeded-random'
import { emailField } from '../catalog/contact-catalog.ts'
import type { Contacts } from '../instance/contacts.ts'
import { type CustomObject, indicatorFields } from '../instance/custom-object.ts'
import { plainTime } from '../iso-time.ts'
import type { CustomObjectOptions } from '../options.ts'

const secondsOfDay = 86_400

/** Makes an indicators record for each contact with an address, some days old by seed; and a second one for a part of them. */
export function fillIndicators(
  object: CustomObject,
  contacts: Contacts,
  { status = 'PROCESSED', ageDays = [200, 700], secondRecordShare = 0 }: CustomObjectOptions,
  { now, seed }: { now: number; seed: number },
): void {
  const random = new SeededRandom(seed)
  const [min, max] = ageDays
  const addressed = [...contacts.table.rows()].filter((row) => contacts.table.get(row, emailField) !== '')
  const seconds = addressed.filter((_, at) => isChosen(at, secondRecordShare))
  for (const contact of [...addressed, ...seconds]) {
    const address = contacts.table.get(contact, emailField)
    const agedMs = random.between(min * secondsOfDay, max * secondsOfDay) * 1000
    const row = object.add(now - agedMs, contacts.table.ids.at(contact))
    object.table.set(row, indicatorFields.emailAddress, address)
    object.table.set(row, indicatorFields.dataStatus, status)
    object.table.set(row, indicatorFields.updatedTimestamp, plainTime(now - agedMs))
  }
}

/** Of a tenth the tenth, the twentieth and so on. */
function isChosen(at: number, share: number): boolean {
  return Math.floor((at + 1) * share) > Math.floor(at * share)
}
