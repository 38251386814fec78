-- Put tombstones where entries stand, out of reach of all groups.
--
-- KEYS: clock, the streams in order, then their tombstones, then their retries
-- ARGV: number of streams, then per tombstone stream index, id, the fields as one string
local clock_key, streams = KEYS[1], tonumber(ARGV[1])
for i = 1, streams do
  must_be(KEYS[1 + streams + i], 'zset')
  must_be(KEYS[1 + 2 * streams + i], 'hash')
end
keep_clock(clock_key, 2, 1 + streams)

for at = 2, #ARGV, 3 do
  local index, id, fields = tonumber(ARGV[at]), ARGV[at + 1], ARGV[at + 2]
  local stream, tombstones, retries = KEYS[1 + index], KEYS[1 + streams + index], KEYS[1 + 2 * streams + index]
  if #redis.call('XRANGE', stream, id, id) == 1 then
    -- A server cannot change an entry, so the tombstone is kept beside the stream and read in its place.
    redis.call('HSET', clock_key, 'redacted', later(redis.call('HGET', clock_key, 'redacted'), id))
    redis.call('ZADD', tombstones, 0, sortable(id) .. fields)
    redis.call('XDEL', stream, id)
    for _, answer in ipairs(redis.call('XINFO', 'GROUPS', stream)) do
      -- The name is the second of a flat list.
      redis.call('XACK', stream, answer[2], id)
      redis.call('HDEL', retries, answer[2] .. '/' .. id)
    end
  end
end
