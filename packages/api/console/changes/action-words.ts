/** What a person did, by the method and route that the log of changes has; in words that go on after their name. */
export const actionWords: Readonly<Record<string, string>> = {
  'POST /rules/:collection': 'made a rule',
  'PUT /rules/:collection/:id': 'changed a rule',
  'DELETE /rules/:collection/:id': 'deleted a rule',
  'PUT /rule-set': 'imported rules',
  'POST /rule-versions/:version/rollback': 'went back to an earlier version',
  'PUT /configs/:name': 'changed a config',
  'POST /previews': 'began a preview',
  'POST /previews/:id/publish': 'published a preview',
  'DELETE /previews/:id': 'threw a preview away',
  'POST /dead-letters/redrive': 'sent dead letters back',
  'POST /dead-letters/discard': 'discarded dead letters',
  'DELETE /claims/:token': 'took a claim away',
  'POST /undos': 'put former values back',
}
