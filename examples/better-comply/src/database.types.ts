export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  public: {
    Tables: {
      assignments: {
        Row: {
          course_id: number
          due_on: string
          id: number
          person_id: string
        }
        ComputedFields: never
        Insert: {
          course_id: number
          due_on: string
          id?: never
          person_id: string
        }
        Update: {
          course_id?: number
          due_on?: string
          id?: never
          person_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "assignments_course_id_fkey"
            columns: ["course_id"]
            isOneToOne: false
            referencedRelation: "courses"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "assignments_person_id_fkey"
            columns: ["person_id"]
            isOneToOne: false
            referencedRelation: "people"
            referencedColumns: ["id"]
          },
        ]
      }
      audit_log: {
        Row: {
          at: string
          by: string
          id: number
          row_after: Json | null
          row_before: Json | null
          what: string
        }
        ComputedFields: never
        Insert: {
          at?: string
          by?: string
          id?: never
          row_after?: Json | null
          row_before?: Json | null
          what: string
        }
        Update: {
          at?: string
          by?: string
          id?: never
          row_after?: Json | null
          row_before?: Json | null
          what?: string
        }
        Relationships: []
      }
      certificates: {
        Row: {
          expires_on: string | null
          id: number
          issued_on: string
          number: string
          signature_id: number
        }
        ComputedFields: never
        Insert: {
          expires_on?: string | null
          id?: never
          issued_on?: string
          number: string
          signature_id: number
        }
        Update: {
          expires_on?: string | null
          id?: never
          issued_on?: string
          number?: string
          signature_id?: number
        }
        Relationships: [
          {
            foreignKeyName: "certificates_signature_id_fkey"
            columns: ["signature_id"]
            isOneToOne: true
            referencedRelation: "signatures"
            referencedColumns: ["id"]
          },
        ]
      }
      courses: {
        Row: {
          id: number
          pass_percent: number
          title: string
        }
        ComputedFields: never
        Insert: {
          id?: never
          pass_percent?: number
          title: string
        }
        Update: {
          id?: never
          pass_percent?: number
          title?: string
        }
        Relationships: []
      }
      people: {
        Row: {
          email: string
          full_name: string
          id: string
          quality_lead: boolean
        }
        ComputedFields: never
        Insert: {
          email: string
          full_name: string
          id: string
          quality_lead?: boolean
        }
        Update: {
          email?: string
          full_name?: string
          id?: string
          quality_lead?: boolean
        }
        Relationships: []
      }
      quiz_attempts: {
        Row: {
          answered_at: string
          assignment_id: number
          id: number
          percent: number
        }
        ComputedFields: never
        Insert: {
          answered_at?: string
          assignment_id: number
          id?: never
          percent: number
        }
        Update: {
          answered_at?: string
          assignment_id?: number
          id?: never
          percent?: number
        }
        Relationships: [
          {
            foreignKeyName: "quiz_attempts_assignment_id_fkey"
            columns: ["assignment_id"]
            isOneToOne: false
            referencedRelation: "assignments"
            referencedColumns: ["id"]
          },
        ]
      }
      signatures: {
        Row: {
          attempt_id: number
          id: number
          meaning: string
          person_id: string
          signed_at: string
        }
        ComputedFields: never
        Insert: {
          attempt_id: number
          id?: never
          meaning: string
          person_id: string
          signed_at?: string
        }
        Update: {
          attempt_id?: number
          id?: never
          meaning?: string
          person_id?: string
          signed_at?: string
        }
        Relationships: [
          {
            foreignKeyName: "signatures_attempt_id_fkey"
            columns: ["attempt_id"]
            isOneToOne: true
            referencedRelation: "quiz_attempts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "signatures_person_id_fkey"
            columns: ["person_id"]
            isOneToOne: false
            referencedRelation: "people"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Views: {
      certificates_in_force: {
        Row: {
          expires_on: string | null
          issued_on: string
          number: string
          person_id: string
        }
        ComputedFields: never
        Relationships: [
          {
            foreignKeyName: "signatures_person_id_fkey"
            columns: ["person_id"]
            isOneToOne: false
            referencedRelation: "people"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Functions: {
      certificate_expiry: { Args: { issued: string }; Returns: string }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type Schemas = Omit<Database, "__InternalSupabase">

type DefaultSchema = Schemas[Extract<keyof Schemas, "public">]

type Elsewhere = { schema: keyof Schemas }

export type Tables<
  Name extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"]) | Elsewhere,
  There extends Name extends Elsewhere ? keyof (Schemas[Name["schema"]]["Tables"] & Schemas[Name["schema"]]["Views"]) : never = never,
> = Name extends Elsewhere
  ? (Schemas[Name["schema"]]["Tables"] & Schemas[Name["schema"]]["Views"])[There] extends { Row: infer Part }
    ? Part
    : never
  : Name extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[Name] extends { Row: infer Part }
      ? Part
      : never
    : never

export type TablesInsert<
  Name extends keyof DefaultSchema["Tables"] | Elsewhere,
  There extends Name extends Elsewhere ? keyof Schemas[Name["schema"]]["Tables"] : never = never,
> = Name extends Elsewhere
  ? Schemas[Name["schema"]]["Tables"][There] extends { Insert: infer Part }
    ? Part
    : never
  : Name extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][Name] extends { Insert: infer Part }
      ? Part
      : never
    : never

export type TablesUpdate<
  Name extends keyof DefaultSchema["Tables"] | Elsewhere,
  There extends Name extends Elsewhere ? keyof Schemas[Name["schema"]]["Tables"] : never = never,
> = Name extends Elsewhere
  ? Schemas[Name["schema"]]["Tables"][There] extends { Update: infer Part }
    ? Part
    : never
  : Name extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][Name] extends { Update: infer Part }
      ? Part
      : never
    : never

export type Enums<
  Name extends keyof DefaultSchema["Enums"] | Elsewhere,
  There extends Name extends Elsewhere ? keyof Schemas[Name["schema"]]["Enums"] : never = never,
> = Name extends Elsewhere
  ? Schemas[Name["schema"]]["Enums"][There]
  : Name extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][Name]
    : never

export type CompositeTypes<
  Name extends keyof DefaultSchema["CompositeTypes"] | Elsewhere,
  There extends Name extends Elsewhere ? keyof Schemas[Name["schema"]]["CompositeTypes"] : never = never,
> = Name extends Elsewhere
  ? Schemas[Name["schema"]]["CompositeTypes"][There]
  : Name extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][Name]
    : never

export const Constants = {
  public: {
    Enums: {},
  },
} as const
