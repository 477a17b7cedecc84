import { fault } from './fault-description.ts'

/** What the data of exports lacks. */
export const exportFaults = {
  'columns-omitted': fault({
    lasting: 'once',
    main: 'keys',
    args: { keys: '', match: '', share: '', page: '' },
    does: 'an export leaves out the columns whose keys match `keys` (patterns by `|`): in all rows, in those whose address matches, or in a `share`; on all pages, or on those of `page` (numbers from 1 by `|`)',
  }),
  'total-too-high': fault({
    lasting: 'ever',
    main: 'by',
    args: { by: '1', hasMore: 'false' },
    choices: { hasMore: ['true', 'false'] },
    does: '`totalResults` of exported data is `by` above the rows that come; with `hasMore=true` it is said that there are more, for ever',
  }),
}
