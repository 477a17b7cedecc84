// Preloaded into a stage process (`NODE_OPTIONS=--import`): its wall clock is off by CLOCK_SHIFT_MS, as on a node whose time is wrong.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const RealDate = Date

class ShiftedDate extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shiftMs)
    else super(...args)
  }
  static now() {
    return RealDate.now() + shiftMs
  }
}

globalThis.Date = ShiftedDate
