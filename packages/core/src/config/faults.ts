import { isDocument } from '../rules/stored-rule.ts'

/** Collects what is wrong with a document while reading it, each fault with its place, such as `fields.city.lookup`. */
export class Faults {
  readonly list: string[] = []

  add(place: string, fault: string): void {
    this.list.push(`${place}: ${fault}`)
  }

  document(value: unknown, place: string): Record<string, unknown> {
    if (isDocument(value)) return value
    this.add(place, value === undefined ? 'is missing' : 'expected an object')
    return {}
  }

  textList(value: unknown, place: string): string[] {
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
    this.add(place, value === undefined ? 'is missing' : 'expected a list of texts')
    return []
  }

  text(value: unknown, place: string): string {
    if (typeof value === 'string' && value !== '') return value
    this.add(place, value === undefined ? 'is missing' : 'expected a text')
    return ''
  }

  flag(value: unknown, place: string): boolean {
    if (value === true || value === 1) return true
    if (value !== false && value !== 0)
      this.add(place, value === undefined ? 'is missing' : 'expected true or false')
    return false
  }
}

/** The own entry of a document, never one of its prototype. */
export function read(document: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(document, key) ? document[key] : undefined
}
