/** Whether the long form was asked for (`pnpm test:faults --long`): more rounds of the same trials. */
export const longForm = process.env.VIGIE_TEST_FORM === 'long'

/** How often a trial runs: the first number in `pnpm test`, the second in the long form. */
export const rounds = (short: number, long: number): number => (longForm ? long : short)
