-- For each input still pending: add its outputs, acknowledge it last.
--
-- KEYS: clock, the input stream, the streams in order
-- ARGV: number of streams, group, number of inputs, number of outputs in all, then per input
--       its id, number of outputs, then per output stream index, number of strings, the strings
local clock_key, input, streams = KEYS[1], KEYS[2], tonumber(ARGV[1])
local group, inputs, outputs = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])

local function must_be(key, kind)
  local found = redis.call('TYPE', key).ok
  if found ~= 'none' and found ~= kind then
    error({err = 'WRONGTYPE ' .. key .. ' is a ' .. found .. ', not a ' .. kind})
  end
end
-- If this check is removed, a key of another type fails in the middle and half a batch stays written.
must_be(clock_key, 'hash')
for i = 3, 2 + streams do must_be(KEYS[i], 'stream') end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = redis.call('HMGET', clock_key, 'ms', 'seq')
local last_ms, last_seq = tonumber(last[1] or 0), tonumber(last[2] or 0)
-- A stranger's entry may be ahead of our clock; without this look every later write would be refused.
for i = 3, 2 + streams do
  local top = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1]
  if top then
    local top_ms, top_seq = string.match(top[1], '^(%d+)-(%d+)$')
    top_ms, top_seq = tonumber(top_ms), tonumber(top_seq)
    if top_ms > last_ms or (top_ms == last_ms and top_seq > last_seq) then last_ms, last_seq = top_ms, top_seq end
  end
end
local ms, seq = now, 0
if now <= last_ms then ms, seq = last_ms, last_seq + 1 end

-- Pending is asked of all inputs before anything is written, so a lost group fails the call whole.
local pending, at = {}, 5
for i = 1, inputs do
  local id = ARGV[at]
  pending[i] = #redis.call('XPENDING', input, group, id, id, 1) == 1
  local count = tonumber(ARGV[at + 1])
  at = at + 2
  for _ = 1, count do at = at + 2 + tonumber(ARGV[at + 1]) end
end

-- The clock moves first: an error below then leaves a gap in the numbers, never the same id twice.
if outputs > 0 then
  redis.call('HSET', clock_key, 'ms', string.format('%.0f', ms), 'seq', string.format('%.0f', seq + outputs - 1))
end

local done, prefix = {}, string.format('%.0f-', ms)
at = 5
for i = 1, inputs do
  local id, count = ARGV[at], tonumber(ARGV[at + 1])
  at = at + 2
  for _ = 1, count do
    local stream, strings = KEYS[2 + tonumber(ARGV[at])], tonumber(ARGV[at + 1])
    if pending[i] then
      redis.call('XADD', stream, prefix .. string.format('%.0f', seq), unpack(ARGV, at + 2, at + 1 + strings))
    end
    seq = seq + 1
    at = at + 2 + strings
  end
  -- Acknowledging is last: with it first, a failing XADD would lose the input, since Lua does not roll back.
  if pending[i] then redis.call('XACK', input, group, id) end
  done[i] = pending[i] and 1 or 0
end
return done
