import { EloquaFilterError } from './errors.ts'

/** A filter in Eloqua's expression language (EEL), made by {@link filter} alone, so that it is safe to send. */
export type FilterExpression = { readonly text: string }

/** Comparison operators of EEL; `~` is SQL Server's LIKE. */
export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~'

/** Builds EEL filters. All functions throw EloquaFilterError for what must not be sent. */
export const filter = {
  /** Members of a list, filter or segment: `EXISTS('{{ContactList[6050]}}')`. */
  exists(_listStatement: string): FilterExpression {
    throw new EloquaFilterError('to come')
  },
  /** `'{{statement}}' op 'value'`. A Date is written as UTC `YYYY-MM-DD HH:mm:ss`. */
  compare(_statement: string, _operator: Operator, _value: string | number | Date): FilterExpression {
    throw new EloquaFilterError('to come')
  },
  and(..._parts: FilterExpression[]): FilterExpression {
    throw new EloquaFilterError('to come')
  },
  or(..._parts: FilterExpression[]): FilterExpression {
    throw new EloquaFilterError('to come')
  },
  not(_part: FilterExpression): FilterExpression {
    throw new EloquaFilterError('to come')
  },
}
