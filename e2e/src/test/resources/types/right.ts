import { createClient } from '@supabase/supabase-js'
import { Constants } from './database.types'
import type { CompositeTypes, Database, Enums, Tables, TablesInsert, TablesUpdate } from './database.types'

const client = createClient<Database>('http://localhost', 'key')

export async function right() {
  const { data: boats } = await client.from('boats').select('id, name, companies (name), papers (number)')
  const first = boats![0]
  const name: string = first.name
  const company: string | undefined = first.companies?.name
  const paper: string | undefined = first.papers?.number
  await client.from('boats').insert({ name: 'Ida', 'odd name': [1, 2], state: 'afloat' })
  await client.from('companies').insert({ name: 'North', details: { since: 1900 } })
  await client.from('boats').update({ built: null }).eq('state', 'ashore')
  await client.from('boat_names').update({ name: 'Eda' }).eq('id', 'x')
  const { data: fleet } = await client.from('fleet').select().single()
  const count: number | null = fleet!.boats
  const { data: found } = await client.rpc('find_boats', { word: 'Ida' })
  const spot: CompositeTypes<'spot'> | null = found![0].spot
  const { data: counted } = await client.rpc('counted', { since: '2026-01-01' })
  const state: Enums<'state'> = counted![0].state
  const row: Tables<'boats'> = found![0]
  const added: TablesInsert<'papers'> = { boat_id: row.id, number: '1' }
  const changed: TablesUpdate<'papers'> = {}
  const labels: readonly ['afloat', 'ashore'] = Constants.public.Enums.state
  return [name, company, paper, count, spot, state, added, changed, labels]
}
