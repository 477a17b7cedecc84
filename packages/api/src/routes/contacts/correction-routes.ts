import { asText, correctionFault, withCorrectedValue } from '@dwmops/fleet'
import type { ApiContext } from '../../context.ts'
import { DeadLetterCorrectionSchema } from '../../schemas/dead-letter.ts'
import { Counted, OfHexId } from '../../schemas/parts.ts'
import { changedSince } from '../../server/preconditions.ts'
import { notFound, ProblemError } from '../../server/problem.ts'
import { type Server, whoAsks } from '../../server/server.ts'

/** Queues whose records are contacts; those of the first are not washed yet. */
const isWashedIn: Readonly<Record<string, boolean>> = {
  dwmQueue: false,
  indicatorQueue: true,
  processedQueue: true,
}

/** A value of a dead letter put right by a person. */
export function correctionRoutes(server: Server, { queue }: ApiContext): void {
  server.post(
    '/dead-letters/:id/correct',
    {
      config: { role: 'operator' },
      schema: {
        tags: ['dead letters'],
        summary:
          'Corrects a value of a dead letter and sends it back to its queue; 412 when it is no longer as you saw it',
        description:
          'Only fields that were exported can be corrected. The import compares the contact with Eloqua first, as ever: a field that holds something newer keeps it.',
        params: OfHexId,
        body: DeadLetterCorrectionSchema,
        response: { 200: Counted },
      },
    },
    async (request) => {
      const { id } = request.params
      const { field, from, to } = request.body
      Object.assign(request.facts, { item: id, field })
      const item = (await queue.show(id))?.item
      const isWashed = isWashedIn[item?.queue ?? '']
      if (item?.state !== 'dead' || isWashed === undefined) throw notFound('dead letter with this id')
      refuse(field, to, correctionFault(item.payload, field))
      if (asText(item.payload[field]) !== from) throw changedSince('the field has changed since you read it')
      const payload = withCorrectedValue(item.payload, { field, value: to, isWashed })
      if (await queue.redriveCorrected(id, item, payload, whoAsks(request))) return { count: 1 }
      throw changedSince('the dead letter has changed since you read it')
    },
  )
}

function refuse(field: string, to: string, fault: string | undefined): void {
  const wrong =
    fault ?? (to.isWellFormed() && !to.includes('\0') ? undefined : 'this is no text that can be kept')
  if (wrong === undefined) return
  const errors = [{ path: fault === undefined ? 'body/to' : 'body/field', message: wrong }]
  throw new ProblemError(400, 'INVALID_REQUEST', `${field} cannot be corrected: ${wrong}`, { errors })
}
