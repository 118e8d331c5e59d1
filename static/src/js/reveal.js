// An answer with data-reveals="id" shows that part of the form while it is chosen. Without this script all parts show.
// GOV.UK's own module also sets aria-expanded, which a radio may not carry.
const HIDDEN = 'bep-reveal--hidden'

function sync(control) {
  const part = document.getElementById(control.dataset.reveals)
  if (part) part.classList.toggle(HIDDEN, !control.checked)
}

export function revealAll(scope) {
  scope.querySelectorAll('[data-reveals]').forEach(sync)
}

// One listener for the page: a radio that is left hears nothing itself, so its whole form is looked at.
export function revealOnChange(page) {
  page.addEventListener('change', (event) => event.target.form && revealAll(event.target.form))
  page.addEventListener('reset', (event) => setTimeout(() => revealAll(event.target)))
}
