-- Types and functions of the HTTP client; a call fails, as nobody may be called from a scratch server.
create domain @extschema@.http_method as text;
create domain @extschema@.content_type as text check (value ~ '^\S+\/\S+');
create type @extschema@.http_header as (field varchar, value varchar);
create type @extschema@.http_request as (
  method @extschema@.http_method, uri varchar, headers @extschema@.http_header[],
  content_type varchar, content varchar);
create type @extschema@.http_response as (
  status integer, content_type varchar, headers @extschema@.http_header[], content varchar);
create function @extschema@.http(request @extschema@.http_request)
returns @extschema@.http_response language plpgsql as $$
begin
  raise exception 'a scratch server calls nobody: %', request.uri
    using errcode = 'feature_not_supported';
end
$$;
create function @extschema@.http_header(field varchar, value varchar)
returns @extschema@.http_header language sql as $$ select $1, $2 $$;
create function @extschema@.http_get(uri varchar) returns @extschema@.http_response
language sql as $$
  select @extschema@.http(row('GET', $1, null, null, null)::@extschema@.http_request)
$$;
create function @extschema@.http_post(uri varchar, content varchar, content_type varchar)
returns @extschema@.http_response language sql as $$
  select @extschema@.http(row('POST', $1, null, $3, $2)::@extschema@.http_request)
$$;
create function @extschema@.http_put(uri varchar, content varchar, content_type varchar)
returns @extschema@.http_response language sql as $$
  select @extschema@.http(row('PUT', $1, null, $3, $2)::@extschema@.http_request)
$$;
create function @extschema@.http_delete(uri varchar) returns @extschema@.http_response
language sql as $$
  select @extschema@.http(row('DELETE', $1, null, null, null)::@extschema@.http_request)
$$;
create function @extschema@.urlencode(string varchar) returns text language sql immutable strict as $$
  select coalesce(string_agg(
    case when c ~ '[A-Za-z0-9_.~-]' then c
      else regexp_replace(upper(encode(convert_to(c, 'utf8'), 'hex')), '(..)', '%\1', 'g') end,
    ''), '')
  from regexp_split_to_table($1, '') c
$$;
