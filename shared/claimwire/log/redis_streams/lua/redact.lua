-- Put tombstones where entries stand, out of reach of all groups.
--
-- KEYS: clock, gaps, the streams in order, then their tombstones
-- ARGV: number of streams, then per tombstone stream index, id, the fields as one string
local clock_key, gaps, streams = KEYS[1], KEYS[2], tonumber(ARGV[1])
must_be(gaps, 'hash')
for i = 3 + streams, #KEYS do must_be(KEYS[i], 'zset') end
keep_clock(clock_key, 3, 2 + streams)

for at = 2, #ARGV, 3 do
  local index, id, fields = tonumber(ARGV[at]), ARGV[at + 1], ARGV[at + 2]
  local stream, tombstones = KEYS[2 + index], KEYS[2 + streams + index]
  if #redis.call('XRANGE', stream, id, id) == 1 then
    -- A server cannot change an entry, so the tombstone is kept beside the stream and read in its place.
    redis.call('HSET', gaps, 'redacted', later(redis.call('HGET', gaps, 'redacted'), id))
    redis.call('ZADD', tombstones, 0, sortable(id) .. fields)
    redis.call('XDEL', stream, id)
    for _, answer in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
      -- The name is the second of a flat list.
      redis.call('XACK', stream, answer[2], id)
    end
  end
end
