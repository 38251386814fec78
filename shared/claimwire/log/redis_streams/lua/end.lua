-- The newest id of any stream, a stranger's or one that is no longer there included.
--
-- KEYS: clock, the streams in order
local now, _, _, last_ms = read_clock(KEYS[1], 2, #KEYS)
local latest_ms = math.max(now, last_ms) + most_ahead_ms
local given = redis.call('HMGET', KEYS[1], 'ms', 'seq')
local newest = given[1] and given[1] .. '-' .. given[2] or '0-0'
for i = 2, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then
    local about = redis.call('XINFO', 'STREAM', KEYS[i])
    for at = 1, #about, 2 do
      if about[at] == 'last-generated-id' then
        -- Of an entry that is deleted again, nothing else tells.
        if tonumber(string.match(about[at + 1], '^(%d+)')) > latest_ms then error({err = 'FUTUREID ' .. KEYS[i]}) end
        newest = later(newest, about[at + 1])
      end
    end
  end
end
return newest
