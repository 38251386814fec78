-- Add entries with their own ids to the copies, unless anybody else has written there.
--
-- KEYS: the hash that tells what is replayed, then the copies in order
-- ARGV: the position that the hash should tell ("" for none yet), number of strings that go into it, the strings,
--       then per entry index of its copy, id, number of strings, the strings
local record, expected, told = KEYS[1], ARGV[1], tonumber(ARGV[2])
if (redis.call('HGET', record, 'position') or '') ~= expected then return 0 end

-- All is checked before anything is written: Lua does not roll back, and half a page would pass for a whole one.
local first_ms, first_seq = string.match(ARGV[4 + told], '^(%d+)-(%d+)$')
first_ms, first_seq = tonumber(first_ms), tonumber(first_seq)
for i = 2, #KEYS do
  local top = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1]
  if top then
    local ms, seq = string.match(top[1], '^(%d+)-(%d+)$')
    ms, seq = tonumber(ms), tonumber(seq)
    if ms > first_ms or (ms == first_ms and seq >= first_seq) then return 0 end
  end
end

local at = 3 + told
while at <= #ARGV do
  local copy, strings = KEYS[1 + tonumber(ARGV[at])], tonumber(ARGV[at + 2])
  redis.call('XADD', copy, ARGV[at + 1], unpack(ARGV, at + 3, at + 2 + strings))
  at = at + 3 + strings
end
redis.call('HSET', record, unpack(ARGV, 3, 2 + told))
return 1
