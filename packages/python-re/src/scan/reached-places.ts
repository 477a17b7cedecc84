/** Numbered places in the order in which they were reached, each once; one object serves round after round. */
export class ReachedPlaces {
  readonly places: number[] = []
  readonly #lastRound: Int32Array
  #round = 0

  constructor(count: number) {
    this.#lastRound = new Int32Array(count)
  }

  begin(): void {
    this.#round += 1
    this.places.length = 0
  }

  add(place: number): void {
    if (this.#lastRound[place] === this.#round) return
    this.#lastRound[place] = this.#round
    this.places.push(place)
  }
}
