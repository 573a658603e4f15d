import type { Database as Ours } from './database.types'
import type { Database as Theirs } from './supabase.types'

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

type Difference<A, B> = {
  [K in keyof A | keyof B]: K extends keyof A & keyof B ? (Same<A[K], B[K]> extends true ? never : K) : K
}[keyof A | keyof B]

type Section = keyof Ours['public']

type Differences = {
  [S in Section]: Difference<Ours['public'][S], Theirs['public'][S]>
}[Section]

export const none: [Differences] extends [never] ? true : Differences = true
