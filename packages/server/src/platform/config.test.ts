import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

test('without any variable it is the demo on port 4000 of this machine', () => {
  expect(readConfig({})).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: null,
    demo: true,
    publicUrl: 'http://localhost:4000',
    publicUrlGiven: false,
  })
})

test('an empty variable counts as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null })
})

test.each([
  ['PORT', 'abc', /PORT must be a port number/],
  ['PORT', '70000', /PORT must be a port number/],
  ['DATABASE_URL', 'mysql://localhost/x', /DATABASE_URL must look like postgres:/],
  ['DEMO', 'maybe', /DEMO must be true or false/],
  ['PUBLIC_URL', 'vigie', /PUBLIC_URL must be an address/],
  ['PUBLIC_URL', 'http://vigie.example.fr', /PUBLIC_URL must begin with https:/],
  ['TRUST_PROXY', '10.0.0.0/8, proxy', /TRUST_PROXY must be/],
  ['RATE_LIMIT_FACTOR', 'many', /RATE_LIMIT_FACTOR must be a number/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL must be trace/],
  ['VAPID_SUBJECT', 'me', /VAPID_SUBJECT must begin/],
])('%s=%s is named in one line that says what to do', (name, value, message) => {
  expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
  expect(() => readConfig({ [name]: value })).toThrow(message)
})

test('push services are a list of hosts', () => {
  expect(readConfig({ PUSH_SERVICES: 'a.example, *.b.example' }).pushServices).toEqual([
    'a.example',
    '*.b.example',
  ])
})
