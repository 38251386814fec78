-- Reset the idle time of those entries that are still this consumer's.
--
-- KEYS: the stream   ARGV: group, consumer, then the ids
local group, consumer = ARGV[1], ARGV[2]
for i = 3, #ARGV do
  -- Without the look at the owner, a late touch would steal an entry back from who reclaimed it.
  if #redis.call('XPENDING', KEYS[1], group, ARGV[i], ARGV[i], 1, consumer) == 1 then
    redis.call('XCLAIM', KEYS[1], group, consumer, 0, ARGV[i], 'JUSTID')
  end
end
return #ARGV - 2
