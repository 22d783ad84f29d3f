// TypeGraphQL's decorators need it before any file with a type is loaded.
import 'reflect-metadata'
