/** The mark: a drum with water in it. */
export function Brand() {
  return (
    <p class="brand">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <circle cx="16" cy="16" r="13.5" fill="none" stroke="currentColor" stroke-width="2.5" />
        <path d="M5.6 17.6c2.6-2 5-2 7.5 0s5 2 7.5 0 4-1.7 5.8-.6A10.5 10.5 0 0 1 5.6 17.6Z" fill="#5cc9d2" />
        <circle cx="19.5" cy="10.5" r="1.7" fill="#5cc9d2" />
      </svg>
      dwmops
    </p>
  )
}
