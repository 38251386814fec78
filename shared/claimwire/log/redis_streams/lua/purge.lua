-- Write a stream again when entries of it were deleted. Else their text stays in the server's memory and files: it only
-- marks an entry as deleted, and frees a block of entries when all of it are.
--
-- KEYS: clock, the stream, a key to keep the old stream under meanwhile
local stream = KEYS[2]
read_clock(KEYS[1], 1, 0)
if redis.call('EXISTS', stream) == 0 then return 0 end
local about = redis.call('XINFO', 'STREAM', stream)
for i = 1, #about, 2 do
  if about[i] == 'max-deleted-entry-id' and about[i + 1] ~= '0-0' then
    rewrite(stream, KEYS[3], math.huge)
    return 1
  end
end
return 0
