-- Write a stream again, a part in each call, when entries of it were deleted or trimmed. Else their text stays in the server's
-- memory and files: it only marks an entry as gone, and frees a block of entries when all of it are.
--
-- KEYS: clock, the stream, a key for the old stream, a key for the copy
-- ARGV: the last id copied so far, empty to begin
-- Returns the last id copied, nothing when all is done, or an empty string when it has to begin anew. Before an entry
-- of more fields than Lua hands on in one call it stops and returns its id, its fields and the id before it in the copy: the
-- caller copies it and goes on.
local stream, old, copy, last = KEYS[2], KEYS[3], KEYS[4], ARGV[1]
local page_size, most_entries, most_bytes = 50, 500, 1024 * 1024
read_clock(KEYS[1], 1, 0)
must_be(stream, 'stream')

local function holds_remains()
  if redis.call('EXISTS', stream) == 0 then return false end
  local answer, about = redis.call('XINFO', 'STREAM', stream), {}
  for i = 1, #answer, 2 do about[answer[i]] = answer[i + 1] end
  return about['max-deleted-entry-id'] ~= '0-0' or about['entries-added'] > about.length
end

local function last_of(key)
  local top = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
  return top and top[1] or '0-0'
end

local function begin_anew()
  redis.call('UNLINK', copy)
  return ''
end

if last == '' then
  -- What a caller that was killed has left may hold what was deleted since.
  redis.call('UNLINK', copy)
  if not holds_remains() then return false end
  last = '0-0'
elseif last_of(copy) ~= last or redis.call('EXISTS', stream) == 0 then
  return begin_anew()
end

local entries, bytes, page = 0, 0, nil
repeat
  page = redis.call('XRANGE', stream, '(' .. last, '+', 'COUNT', page_size)
  for _, entry in ipairs(page) do
    if is_wide(#entry[2]) then return { entry[1], entry[2], last } end
    last = entry[1]
    redis.call('XADD', copy, last, unpack(entry[2]))
    for _, part in ipairs(entry[2]) do bytes = bytes + #part end
  end
  entries = entries + #page
until #page < page_size or entries >= most_entries or bytes >= most_bytes
if #page == page_size then return last end

local first = redis.call('XRANGE', stream, '-', '+', 'COUNT', 1)[1]
if first and redis.call('EXISTS', copy) == 1 then redis.call('XTRIM', copy, 'MINID', '=', first[1]) end
-- The copy holds all of the stream, and besides only what was deleted from the stream since it was copied.
if not first or redis.call('XLEN', copy) ~= redis.call('XLEN', stream) then
  if first then return begin_anew() end
  redis.call('UNLINK', copy)
end
redis.call('RENAME', stream, old)
if first then redis.call('RENAME', copy, stream) end
copy_groups(old, stream, last_of(stream))
redis.call('UNLINK', old)
return false
