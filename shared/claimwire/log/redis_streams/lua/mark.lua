-- Record with the partition which log it is of, unless that is recorded already, and return the record.
--
-- KEYS: clock   ARGV: the epoch
local known = redis.call('HGET', KEYS[1], 'epoch')
if not known then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
  known = ARGV[1]
end
return known
