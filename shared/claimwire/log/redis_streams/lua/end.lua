-- The newest id of any stream, a stranger's or one that is no longer there included.
--
-- KEYS: clock, the streams in order
read_clock(KEYS[1], 2, #KEYS)
local given = redis.call('HMGET', KEYS[1], 'ms', 'seq')
local newest = given[1] and given[1] .. '-' .. given[2] or '0-0'
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    local about = redis.call('XINFO', 'STREAM', KEYS[i])
    for at = 1, #about, 2 do
      if about[at] == 'last-generated-id' then newest = later(newest, about[at + 1]) end
    end
  end
end
return newest
