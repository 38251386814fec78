-- For each input still pending: add its outputs, acknowledge it last.
--
-- KEYS: clock, barred, the input stream's retries, the input stream, the streams in order
-- ARGV: number of streams, index of the control stream, group, number of inputs, number of outputs in all,
--       then per input its id, number of outputs, then per output stream index, number of strings, the strings
local clock_key, barred, retries, input, streams = KEYS[1], KEYS[2], KEYS[3], KEYS[4], tonumber(ARGV[1])
local control, group, inputs, outputs = KEYS[4 + ARGV[2]], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])

must_be(barred, 'set')
must_be(retries, 'hash')
local _, ms, seq, last_ms, last_seq = read_clock(clock_key, 5, 4 + streams)
local some_barred = redis.call('SCARD', barred) > 0
local some_retried = redis.call('HLEN', retries) > 0

-- Pending is asked of all inputs before anything is written, so a lost group fails the call whole.
local pending, named, at = {}, {}, 6
for i = 1, inputs do
  local id = ARGV[at]
  pending[i] = not named[id] and #redis.call('XPENDING', input, group, id, id, 1) == 1
  named[id] = true
  local count = tonumber(ARGV[at + 1])
  at = at + 2
  for _ = 1, count do at = at + 2 + tonumber(ARGV[at + 1]) end
end

if outputs > 0 then move_clock(clock_key, ms, seq + outputs - 1) end

local done, used, prefix = {}, 0, string.format('%.0f-', ms)
at = 6
for i = 1, inputs do
  local id, count = ARGV[at], tonumber(ARGV[at + 1])
  at = at + 2
  for _ = 1, count do
    local stream, strings = KEYS[4 + tonumber(ARGV[at])], tonumber(ARGV[at + 1])
    local last = at + 1 + strings
    if pending[i] and not (some_barred and stream ~= control and is_barred(barred, at + 2, last)) then
      add(stream, prefix .. string.format('%.0f', seq + used), at + 2, last)
      used = used + 1
    end
    at = at + 2 + strings
  end
  -- Acknowledging is last: with it first, a failing XADD would lose the input, since Lua does not roll back.
  if pending[i] then
    if some_retried then redis.call('HDEL', retries, group .. '/' .. id) end
    redis.call('XACK', input, group, id)
  end
  done[i] = pending[i] and 1 or 0
end
if used < outputs then give_back(clock_key, ms, seq, used, last_ms, last_seq) end
return done
