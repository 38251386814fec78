-- Append a command and make an entry pending again for a group, as if nobody had ever tried it.
--
-- KEYS: clock, barred, the stream's retries, the entry's stream, the streams in order
-- ARGV: number of streams, group, name of the consumer that holds it, the entry's id, its field of the retries,
--       the command's id, index of the command's stream, number of strings, the strings, then those of the entry
-- Returns the id that is pending now, or an empty string when the entry was deleted or is barred.
local clock_key, barred, retries, stream = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local streams, group, holder, id = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local control, strings = KEYS[4 + tonumber(ARGV[7])], tonumber(ARGV[8])
must_be(barred, 'set')
must_be(retries, 'hash')
local _, ms, seq = read_clock(clock_key, 5, 4 + streams)
-- Asked before anything is written, so a lost group fails the call whole.
redis.call('XPENDING', stream, group)

local there = #redis.call('XRANGE', stream, id, id) == 1
if not there then
  local line = redis.call('HGET', clock_key, 'trimmed') or '0-0'
  if later(id, line) ~= line or is_barred(barred, 9 + strings, #ARGV) then return '' end
  if is_wide(#ARGV - 8 - strings) then error({err = 'TOOWIDE ' .. stream .. ' ' .. id}) end
end

-- Of an id that no entry has, nobody who waits for the end of the log would ever hear.
move_clock(clock_key, ms, there and seq or seq + 1)
local prefix = string.format('%.0f-', ms)
if not there then
  id = prefix .. string.format('%.0f', seq + 1)
  add(stream, id, 9 + strings, #ARGV)
end
add(control, prefix .. string.format('%.0f', seq), 9, 8 + strings)
if there then
  redis.call('HSET', retries, ARGV[5], ARGV[6])
  -- Idle since 1970: whoever looks for abandoned entries finds it at once.
  redis.call('XCLAIM', stream, group, holder, 0, id, 'TIME', 0, 'RETRYCOUNT', 0, 'FORCE', 'JUSTID')
end
return id
