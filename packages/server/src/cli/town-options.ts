import { InvalidArgumentError } from 'commander'
import * as v from 'valibot'

const check =
  <Output>(schema: v.GenericSchema<string, Output>, complaint: string) =>
  (value: string): Output => {
    const parsed = v.safeParse(schema, value)
    if (!parsed.success) throw new InvalidArgumentError(complaint)
    return parsed.output
  }

/** INSEE's codes: two figures or 2A, 2B for the department, then three figures. */
export const parseInseeCode = check(
  v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^(\d{2}|2[AB])\d{3}$/)),
  'It must be five characters, e.g. 93010 or 2A004.',
)

export const parseName = check(
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  'It must have 1 to 100 characters.',
)

/** A French number, however it is grouped; kept in pairs. */
export const parsePhone = check(
  v.pipe(
    v.string(),
    v.transform((text) => text.replace(/[\s.()-]/g, '').replace(/^(\+33|0033)0?/, '0')),
    v.regex(/^0[1-9]\d{8}$/),
    v.transform((digits) => digits.replace(/(\d\d)(?=\d)/g, '$1 ')),
  ),
  'It must be a French telephone number, e.g. 01 99 00 12 34 or +33 1 99 00 12 34.',
)

export const parseEmail = check(
  v.pipe(v.string(), v.trim(), v.email()),
  'It must be an e-mail address, e.g. mairie@ville.example.',
)
