import { createClient } from '@supabase/supabase-js'
import type { Database, Tables } from './database.types'

const client = createClient<Database>('http://localhost', 'key')

export async function wrong() {
  // @ts-expect-error a table that isn't there
  await client.from('ships').select()
  const { data } = await client.from('boats').select('id, colour').single()
  // @ts-expect-error a column that isn't there
  data!.id
  // @ts-expect-error a value of the wrong type
  await client.from('boats').insert({ name: 1 })
  // @ts-expect-error a column without a default
  await client.from('boats').insert({ state: 'afloat' })
  // @ts-expect-error a label that isn't there
  await client.from('boats').update({ state: 'sunk' })
  // @ts-expect-error a column that the server alone gives
  await client.from('companies').insert({ id: 1, name: 'North' })
  // @ts-expect-error a view of groups can't be changed
  await client.from('fleet').insert({ name: 'North' })
  // @ts-expect-error an argument that is missing
  await client.rpc('find_boats', { most: 1 })
  // @ts-expect-error may be null
  const built: string = ({} as Tables<'boats'>).built
  return built
}
