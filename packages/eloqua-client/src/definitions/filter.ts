import { EloquaFilterError } from '../errors.ts'

declare const made: unique symbol

/** A filter in Eloqua's expression language (EEL), made by {@link filter} alone, so that it is safe to send. */
export type FilterExpression = { readonly text: string; readonly [made]: true }

/** Comparison operators of EEL; `~` is SQL Server's LIKE. */
export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~'

/** Oracle's filtering page. */
const maxLength = 1000
const operators: readonly string[] = ['=', '!=', '>', '>=', '<', '<=', '~'] satisfies Operator[]
const fieldStatement = /^\{\{[A-Za-z]\w*(?:\.\w+|\[\d+\]|\([\w-]+\))*\}\}$/
const memberStatement = /^\{\{(?:ContactList|ContactFilter|ContactSegment|AccountList)\[\d+\]\}\}$/
/** What may stand beside EXISTS on a segment, and how many of them (Oracle's 19B notice). */
const besideSegment =
  /^\{\{Contact\.(?:UpdatedAt|CreatedAt|Field\(C_DateModified\)|Field\(C_DateCreated\))\}\}$/
const maxBesideSegment = 2

type Made = FilterExpression & { readonly parts: Parts }
type Parts = { shape: 'atom' | 'and' | 'or' | 'not'; members: readonly string[]; fields: readonly string[] }

/** Builds EEL filters. All functions throw EloquaFilterError for what must not be sent. */
export const filter = {
  /** Members of a list, filter or segment: `EXISTS('{{ContactList[6050]}}')`. At most one in a filter. */
  exists(statement: string): FilterExpression {
    if (!memberStatement.test(statement))
      throw new EloquaFilterError('EXISTS needs the statement of a list, filter or segment')
    return make(`EXISTS('${statement}')`, { shape: 'atom', members: [statement], fields: [] })
  },

  /** `'{{statement}}' op 'value'`. A Date is written as UTC `YYYY-MM-DD HH:mm:ss`. The value is never in the error. */
  compare(statement: string, operator: Operator, value: string | number | Date): FilterExpression {
    if (!fieldStatement.test(statement))
      throw new EloquaFilterError('a comparison needs the statement of a field')
    if (!operators.includes(operator))
      throw new EloquaFilterError('a comparison needs one of = != > >= < <= ~')
    const text = `'${statement}' ${operator} '${safeValue(value, statement)}'`
    return make(text, { shape: 'atom', members: [], fields: [statement] })
  },

  /** All of them. */
  and(...parts: FilterExpression[]): FilterExpression {
    return join('and', parts)
  },

  /** At least one of them. */
  or(...parts: FilterExpression[]): FilterExpression {
    return join('or', parts)
  },

  not(part: FilterExpression): FilterExpression {
    return make(`NOT (${part.text})`, { ...partsOf(part), shape: 'not' })
  },
}

/** No rule is known for a quote inside a value, and `{{` begins a statement: both are refused rather than escaped. */
function safeValue(value: string | number | Date, statement: string): string {
  const text = value instanceof Date ? dateText(value) : String(value)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
  if (/['\u0000-\u001f\u007f]|\{\{|\}\}/.test(text)) {
    throw new EloquaFilterError(
      `a value compared with ${statement} holds a quote, braces or a control character`,
    )
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new EloquaFilterError('a compared number is not finite')
  return text
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new EloquaFilterError('a compared date is invalid')
  return date.toISOString().slice(0, 19).replace('T', ' ')
}

/** AND and OR are not mixed without parentheses: their precedence is not documented. */
function join(shape: 'and' | 'or', parts: readonly FilterExpression[]): FilterExpression {
  const [first] = parts
  if (first === undefined) throw new EloquaFilterError(`${shape} needs at least one part`)
  if (parts.length === 1) return first
  const texts = parts.map((part) => (partsOf(part).shape === 'atom' ? part.text : `(${part.text})`))
  const members = parts.flatMap((part) => partsOf(part).members)
  const fields = parts.flatMap((part) => partsOf(part).fields)
  return make(texts.join(shape === 'and' ? ' AND ' : ' OR '), { shape, members, fields })
}

function make(text: string, parts: Parts): FilterExpression {
  if (text.length > maxLength)
    throw new EloquaFilterError(`a filter of ${text.length} characters; ${maxLength} at most`)
  if (parts.members.length > 1) throw new EloquaFilterError('more than one EXISTS in a filter')
  checkSegment(parts)
  return Object.freeze({ text, parts }) as unknown as Made
}

function checkSegment({ members, fields }: Parts): void {
  if (!members.some((statement) => statement.startsWith('{{ContactSegment['))) return
  if (fields.length <= maxBesideSegment && fields.every((statement) => besideSegment.test(statement))) return
  throw new EloquaFilterError(
    'beside EXISTS on a segment only two dates of creation or change may be compared',
  )
}

function partsOf(expression: FilterExpression): Parts {
  return (expression as Made).parts
}
