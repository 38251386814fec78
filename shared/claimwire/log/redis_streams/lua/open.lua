-- Record what kind of log this is, unless it is recorded already, and return the record.
--
-- KEYS: meta   ARGV: a new epoch, number of partitions, key layout
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'partitions', ARGV[2], 'layout', ARGV[3])
end
return redis.call('HMGET', KEYS[1], 'epoch', 'partitions', 'layout')
