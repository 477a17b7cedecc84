/** What Eloqua's exports and people call fields of a contact, without blanks and in lower case, and the key of the field. */
const usualNames: ReadonlyMap<string, string> = new Map([
  ['email', 'emailAddress'],
  ['state', 'stateProvince'],
  ['stateorprovince', 'stateProvince'],
  ['province', 'stateProvince'],
  ['zip', 'zipPostalCode'],
  ['zipcode', 'zipPostalCode'],
  ['ziporpostalcode', 'zipPostalCode'],
  ['postalcode', 'zipPostalCode'],
  ['postcode', 'zipPostalCode'],
  ['businessphone', 'busPhone'],
  ['phone', 'busPhone'],
  ['mobile', 'mobilePhone'],
  ['companyname', 'company'],
  ['title', 'jobTitle'],
])

interface Named {
  readonly name: string
  readonly key: string
}

/** Columns whose name says a known field that no column names otherwise; of two such columns the first one is it. */
export function withUsualNames(
  columns: readonly Named[],
  known: ReadonlySet<string>,
  folded: (name: string) => string,
): Named[] {
  const taken = new Set(columns.map(({ key }) => key))
  return columns.map((column) => {
    const usual = known.has(column.key) ? undefined : usualNames.get(folded(column.name))
    if (usual === undefined || !known.has(usual) || taken.has(usual)) return column
    taken.add(usual)
    return { name: column.name, key: usual }
  })
}
