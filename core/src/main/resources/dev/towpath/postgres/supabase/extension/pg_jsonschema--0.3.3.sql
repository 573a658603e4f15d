-- Validation by the keywords that tables' checks use: type, enum, const, required, properties,
-- additionalProperties, items, bounds, pattern, allOf, anyOf, oneOf, not. Others are passed over.
create function @extschema@._matches(s jsonb, v jsonb) returns boolean
language plpgsql immutable set search_path = '' as $$
declare
  kind text := jsonb_typeof(v);
begin
  if jsonb_typeof(s) = 'boolean' then
    return s::boolean;
  end if;
  if s ? 'type' and not exists (
    select from jsonb_array_elements_text(
      case jsonb_typeof(s -> 'type') when 'array' then s -> 'type'
        else jsonb_build_array(s -> 'type') end) t
    where t = kind or (t = 'integer' and kind = 'number' and v::numeric % 1 = 0)) then
    return false;
  end if;
  if (s ? 'enum' and not s -> 'enum' @> jsonb_build_array(v)) or (s ? 'const' and s -> 'const' <> v)
  then
    return false;
  end if;
  if exists (select from jsonb_array_elements(s -> 'allOf') e where not @extschema@._matches(e, v))
    or (s ? 'anyOf' and not exists (
      select from jsonb_array_elements(s -> 'anyOf') e where @extschema@._matches(e, v)))
    or (s ? 'oneOf' and 1 <> (
      select count(*) from jsonb_array_elements(s -> 'oneOf') e where @extschema@._matches(e, v)))
    or (s ? 'not' and @extschema@._matches(s -> 'not', v)) then
    return false;
  end if;
  if kind = 'object' then
    return not exists (
        select from jsonb_array_elements_text(s -> 'required') r where not v ? r)
      and not exists (
        select from jsonb_each(v) p where case
          when s -> 'properties' ? p.key
            then not @extschema@._matches(s -> 'properties' -> p.key, p.value)
          when s ? 'additionalProperties'
            then not @extschema@._matches(s -> 'additionalProperties', p.value)
          else false end);
  elsif kind = 'array' then
    return jsonb_array_length(v) >= coalesce((s ->> 'minItems')::integer, 0)
      and jsonb_array_length(v) <= coalesce((s ->> 'maxItems')::integer, 2147483647)
      and (not s ? 'items' or not exists (
        select from jsonb_array_elements(v) e where not @extschema@._matches(s -> 'items', e)));
  elsif kind = 'number' then
    return v::numeric >= coalesce((s ->> 'minimum')::numeric, '-Infinity')
      and v::numeric <= coalesce((s ->> 'maximum')::numeric, 'Infinity')
      and v::numeric > coalesce((s ->> 'exclusiveMinimum')::numeric, '-Infinity')
      and v::numeric < coalesce((s ->> 'exclusiveMaximum')::numeric, 'Infinity');
  elsif kind = 'string' then
    return length(v #>> '{}') >= coalesce((s ->> 'minLength')::integer, 0)
      and length(v #>> '{}') <= coalesce((s ->> 'maxLength')::integer, 2147483647)
      and (not s ? 'pattern' or v #>> '{}' ~ (s ->> 'pattern'));
  end if;
  return true;
end
$$;
create function @extschema@.json_matches_schema(schema json, instance json) returns boolean
language sql immutable strict as $$ select @extschema@._matches(schema::jsonb, instance::jsonb) $$;
create function @extschema@.jsonb_matches_schema(schema json, instance jsonb) returns boolean
language sql immutable strict as $$ select @extschema@._matches(schema::jsonb, instance) $$;
create function @extschema@.jsonschema_is_valid(schema json) returns boolean
language sql immutable strict as $$ select json_typeof(schema) in ('object', 'boolean') $$;
