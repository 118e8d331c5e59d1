// "/" puts the cursor into the one search box, from anywhere but a field that is being typed in.
const TYPING = 'input, textarea, select, [contenteditable]'

export function focusSearchOnSlash(page) {
  page.addEventListener('keydown', (event) => {
    const box = page.getElementById('search')
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !box) return
    if (event.target.closest && event.target.closest(TYPING)) return
    event.preventDefault()
    box.focus()
    box.select()
  })
}
