-- Delete consumers that hold nothing and have not been heard of.
--
-- KEYS: the stream   ARGV: group, idle milliseconds, the only name to look at ("" for all)
local forgotten = 0
-- Says NOGROUP where not even the stream is there.
redis.call('XPENDING', KEYS[1], ARGV[1])
for _, answer in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], ARGV[1])) do
  local consumer = {}
  for i = 1, #answer, 2 do consumer[answer[i]] = answer[i + 1] end
  -- Deleting a consumer drops what it has pending: without this look, in the same call, entries would be lost.
  if consumer.pending == 0 and consumer.idle >= tonumber(ARGV[2]) and (ARGV[3] == '' or ARGV[3] == consumer.name) then
    redis.call('XGROUP', 'DELCONSUMER', KEYS[1], ARGV[1], consumer.name)
    forgotten = forgotten + 1
  end
end
return forgotten
