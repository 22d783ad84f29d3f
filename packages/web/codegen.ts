import type { CodegenConfig } from '@graphql-codegen/cli'

/** Types every document of the web against the emitted contract; drift fails the type check. */
const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: ['src/**/*.{ts,tsx,graphql}', '!src/gen/**'],
  ignoreNoDocuments: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  generates: {
    'src/gen/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'documentNode',
        useTypeImports: true,
        enumsAsTypes: true,
        skipTypename: false,
        strictScalars: true,
        scalars: { DateTime: 'string', GeoJSON: 'unknown' },
      },
    },
  },
}

export default config
