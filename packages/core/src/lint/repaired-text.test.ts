import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { repairedText } from './repaired-text.ts'

describe('repairedText', () => {
  const cases: readonly [text: string, repaired: string | undefined][] = [
    ['MÃ¼nchen', 'München'],
    ['itâ€™s', 'it’s'],
    ['ITÂ€™S', 'IT’S'],
    ['MÃ¼ller, ÃX', 'Müller, ÃX'],
    ['München', undefined],
    ['ÃLVARO', undefined],
    ['Å“', 'œ'],
    ['Ã\u2015', undefined],
    ['', undefined],
    ['10Â–20', '10–20'],
    ['10\u00C2\u009620', '10–20'],
    ['x\u00C2\u0081', undefined],
    ['KÃ–LN', 'KÖLN'],
    ['K\u00C3\u0096LN', 'KÖLN'],
    ['it\u00E2\u0080\u0099s', 'it’s'],
    ['MÃœLLER', 'MÜLLER'],
    ['Ã‰COLE', 'ÉCOLE'],
    ['SÃO', undefined],
    ['SÃƒO', 'SÃO'],
    ['JÃ³', 'Jó'],
    ['LÃ\u00A0', 'Là'],
    ['Å kofja Loka', undefined],
    ['Å\u00A0kofja Loka', 'Škofja Loka'],
    ['ÃƒÂ©', 'é'],
    ['Ã¢â‚¬â„¢', '’'],
    ['5 â‚¬', '5 €'],
    ['Foo Barâ„¢', 'Foo Bar™'],
    ['“AMANHÃ”', undefined],
    ['IRMÃ – MÃE', undefined],
    ['MANHÃ…', undefined],
    ['«HYVÄ»', undefined],
    ['SUOMALAINEN TERÄ\u00A0', undefined],
    ['BLÅ’', undefined],
    ['GRÂCE – VÂRF', undefined],
    ['JOÃO, CONCEIÇÃO, ÅSA, ÄÄNI, PÂINE', undefined],
  ]
  for (const [text, repaired] of cases)
    it(`is ${JSON.stringify(repaired)} for ${JSON.stringify(text)}`, () =>
      assert.equal(repairedText(text), repaired))
})
