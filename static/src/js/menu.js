// A menu is a <details>: it opens and closes without us. We close it on Escape, on a click elsewhere, and when left.
const open = (page) => page.querySelectorAll('details.bep-menu[open]')

export function closeMenusWhenLeft(page) {
  const closeOthers = (event) => open(page).forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false
  })
  page.addEventListener('click', closeOthers)
  page.addEventListener('focusin', closeOthers)
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    open(page).forEach((menu) => {
      menu.open = false
      menu.querySelector('summary').focus()
    })
  })
}
