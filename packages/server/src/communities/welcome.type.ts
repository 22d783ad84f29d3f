import type { Role } from '@vigie/schema'
import { Field, Int, ObjectType } from 'type-graphql'
import { RoleEnum } from '../identity/identity.type.ts'

@ObjectType('DemoAccount', { description: 'An account that the demo offers on its sign-in page.' })
export class DemoAccount {
  @Field(() => String, { description: 'Full name.' })
  name!: string

  @Field(() => String, { description: 'E-mail to sign in with.' })
  email!: string

  @Field(() => String, { description: 'Password, made on the first run of this demo.' })
  password!: string

  @Field(() => RoleEnum, { description: 'Role in the demo town.' })
  role!: Role

  @Field(() => String, { nullable: true, description: 'Name of the neighbourhood, for residents.' })
  neighbourhood!: string | null
}

@ObjectType('Welcome', { description: 'What anyone may know before signing in.' })
export class Welcome {
  @Field(() => Boolean, { description: 'True when everything here is invented.' })
  demo!: boolean

  @Field(() => String, { nullable: true, description: 'Name of the town, when there is just one.' })
  townName!: string | null

  @Field(() => String, { nullable: true, description: 'Telephone of the municipal police.' })
  policePhone!: string | null

  @Field(() => String, { description: 'Public key of this server for Web Push (RFC 8292), base64url.' })
  vapidPublicKey!: string

  @Field(() => Int, { description: 'Version of the protocol between phone and server.' })
  contractVersion!: number

  @Field(() => Int, { description: 'The oldest version that this server takes.' })
  contractMin!: number

  @Field(() => [DemoAccount], { description: 'Empty unless this is a demo.' })
  demoAccounts!: DemoAccount[]
}
