-- Give entries that are still this consumer's to another, or to itself again: either way their idle time begins anew.
--
-- KEYS: the stream   ARGV: group, consumer, who is to hold them, then the ids
local group, consumer, holder = ARGV[1], ARGV[2], ARGV[3]
for i = 4, #ARGV do
  -- Without the look at the owner, a late call would steal an entry back from who reclaimed it.
  if #redis.call('XPENDING', KEYS[1], group, ARGV[i], ARGV[i], 1, consumer) == 1 then
    redis.call('XCLAIM', KEYS[1], group, holder, 0, ARGV[i], 'JUSTID')
  end
end
return #ARGV - 3
