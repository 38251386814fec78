-- Write a stream again whose top is a stranger's id of the far future: ids cannot go back, whatever is deleted.
-- The stranger's entries get ids of their own.
--
-- KEYS: clock, the stream, a key for the copy
-- Returns the number of entries that got another id.
local clock_key, stream, copy = KEYS[1], KEYS[2], KEYS[3]
local now, ms, seq, last_ms = read_clock(clock_key, 1, 0)
local moved = rewrite(stream, copy, math.max(now, last_ms) + most_ahead_ms)
if #moved > 0 then move_clock(clock_key, ms, seq + #moved - 1) end
for i, fields in ipairs(moved) do
  redis.call('XADD', copy, string.format('%.0f-%.0f', ms, seq + i - 1), unpack(fields))
end
-- Last: an entry that cannot be copied has ended the script by now, and nothing rolls back.
redis.call('UNLINK', stream)
if redis.call('EXISTS', copy) == 1 then redis.call('RENAME', copy, stream) end
return #moved
