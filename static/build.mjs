// Builds static/dist/ from static/src/ and the npm packages: stylesheets by Sass, one script by esbuild, images copied.
// Sass writes a stylesheet that shows its error in the browser when it fails from the command line; compiling through its
// API throws instead, so a broken stylesheet stops the build and never reaches a page.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as sass from 'sass'
import { build } from 'esbuild'

const SRC = 'static/src'
const OUT = 'static/dist/bep'
const MOJ_IMAGES = 'node_modules/@ministryofjustice/frontend/moj/assets/images'

// What every page loads first, and what a next page may add, in bytes after gzip. Raising one is a decision, not a fix.
const BUDGET = { 'app.css': 30_000, 'moj.css': 10_000, 'app.js': 45_000 }

function stylesheet(name) {
  const { css } = sass.compile(`${SRC}/scss/${name}.scss`, {
    style: 'compressed',
    loadPaths: ['.', 'node_modules'],
    quietDeps: true
  })
  if (!css.trim()) throw new Error(`${name}.scss came out empty`)
  borrowedImages(css)
  writeFileSync(`${OUT}/${name}.css`, css)
}

function images() {
  mkdirSync(`${OUT}/images`, { recursive: true })
  cpSync(`${SRC}/images`, `${OUT}/images`, { recursive: true })
}

// The pictures that a stylesheet asks for and that are not ours. One that is nowhere stops the build.
function borrowedImages(css) {
  for (const [, name] of css.matchAll(/url\(["']?images\/([\w.-]+)/g)) {
    if (!existsSync(`${OUT}/images/${name}`)) cpSync(`${MOJ_IMAGES}/${name}`, `${OUT}/images/${name}`)
  }
}

async function script() {
  await build({
    entryPoints: [`${SRC}/js/app.js`],
    outfile: `${OUT}/app.js`,
    bundle: true,
    format: 'esm',
    target: ['es2020'],
    minify: true,
    legalComments: 'none'
  })
}

function checkBudget() {
  for (const [name, most] of Object.entries(BUDGET)) {
    const size = gzipSync(readFileSync(`${OUT}/${name}`)).length
    console.log(`${name.padEnd(10)} ${String(size).padStart(6)} bytes compressed, of ${most}`)
    if (size > most) throw new Error(`${name} is ${size} bytes compressed; the budget is ${most}`)
  }
}

async function all() {
  mkdirSync(OUT, { recursive: true })
  images()
  for (const name of ['app', 'moj', 'print']) stylesheet(name)
  await script()
  checkBudget()
}

if (process.argv.includes('--watch')) {
  const again = () => all().catch((error) => console.error(String(error)))
  await again()
  let timer
  watch(SRC, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(again, 150)
  })
} else {
  // The folder itself stays (it may be linked to); only what is in it is made anew.
  mkdirSync('static/dist', { recursive: true })
  for (const name of readdirSync('static/dist')) rmSync(`static/dist/${name}`, { recursive: true })
  await all()
}
