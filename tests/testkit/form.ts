/**
 * How much a trial is asked for: `brief` within `pnpm test`, `short` by `pnpm test:<part>`, `long` with `--long`.
 * The trials are the same, only their rounds differ.
 */
const form = process.env.VIGIE_TEST_FORM ?? 'short'

export const longForm = form === 'long'

/** How often a trial runs in the short and in the long form, and, where that takes minutes, in the brief one. */
export const rounds = (short: number, long: number, brief = short): number =>
  longForm ? long : form === 'brief' ? brief : short

/**
 * Milliseconds for which a test waits for what is to come. It comes long before; on a machine that does ten other
 * things it may not, and a test that fails for that says nothing.
 */
export const PATIENCE_MS = 30_000
