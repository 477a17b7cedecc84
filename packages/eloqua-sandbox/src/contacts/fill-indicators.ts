import { emailField } from '../catalogue/contact-catalogue.ts'
import type { Contacts } from '../instance/contacts.ts'
import { type CustomObject, indicatorFields } from '../instance/custom-object.ts'
import { plainTime } from '../iso-time.ts'
import type { CustomObjectOptions } from '../options.ts'
import { Random } from '../random.ts'

const secondsOfDay = 86_400

/** Makes an indicators record for each contact with an address, some days old by seed. */
export function fillIndicators(
  object: CustomObject,
  contacts: Contacts,
  { status = 'PROCESSED', ageDays = [200, 700] }: CustomObjectOptions,
  { now, seed }: { now: number; seed: number },
): void {
  const random = new Random(seed)
  const [min, max] = ageDays
  for (let contact = 0; contact < contacts.table.size; contact += 1) {
    const address = contacts.table.get(contact, emailField)
    if (address === '') continue
    const agedMs = random.between(min * secondsOfDay, max * secondsOfDay) * 1000
    const row = object.add(now - agedMs, contacts.table.ids.at(contact))
    object.table.set(row, indicatorFields.emailAddress, address)
    object.table.set(row, indicatorFields.dataStatus, status)
    object.table.set(row, indicatorFields.updatedTimestamp, plainTime(now - agedMs))
  }
}
