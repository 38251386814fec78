-- Drop the history's entries below an id, as far as all groups and reported checkpoints have passed them.
--
-- KEYS: clock, checkpoints, the stream of the backfill lane, the streams of history, then their tombstones
-- ARGV: number of streams of history, the id
-- Returns the greatest id that is or may be gone.
local clock_key, checkpoints, backfill = KEYS[1], KEYS[2], KEYS[3]
local streams, floor = tonumber(ARGV[1]), ARGV[2]
must_be(checkpoints, 'hash')
for i = 4 + streams, #KEYS do must_be(KEYS[i], 'zset') end
keep_clock(clock_key, 3, 3 + streams)

-- The least id that a group of the stream has not finished, or nil; and the number of groups.
local function unfinished(stream)
  if redis.call('EXISTS', stream) == 0 then return nil, 0 end
  local least, groups = nil, redis.call('XINFO', 'GROUPS', stream)
  for _, answer in ipairs(groups) do
    local group = {}
    for i = 1, #answer, 2 do group[answer[i]] = answer[i + 1] end
    if group.pending > 0 then least = earlier(least, redis.call('XPENDING', stream, group.name)[2]) end
    local waiting = redis.call('XRANGE', stream, after(group['last-delivered-id']), '+', 'COUNT', 1)[1]
    if waiting then least = earlier(least, waiting[1]) end
  end
  return least, #groups
end

for i = 4, 3 + streams do floor = earlier(floor, (unfinished(KEYS[i]))) end
for _, value in ipairs(redis.call('HVALS', checkpoints)) do
  floor = earlier(floor, after(string.match(value, '^%d+%-%d+')))
end

local line = redis.call('HGET', clock_key, 'trimmed') or '0-0'
for i = 4, 3 + streams do
  -- The server refuses a range that ends before the first id there is.
  local gone = floor ~= '0-0' and redis.call('XREVRANGE', KEYS[i], '(' .. floor, '-', 'COUNT', 1)[1]
  line = later(line, gone and gone[1])
  local grave = redis.call('ZREVRANGEBYLEX', KEYS[i + streams], '(' .. sortable(floor), '-', 'LIMIT', 0, 1)[1]
  line = later(line, grave and id_of(grave))
end
-- The line comes first: a reader must never miss an entry without being told.
redis.call('HSET', clock_key, 'trimmed', line)
for i = 4, 3 + streams do
  if redis.call('EXISTS', KEYS[i]) == 1 then redis.call('XTRIM', KEYS[i], 'MINID', '=', floor) end
  redis.call('ZREMRANGEBYLEX', KEYS[i + streams], '-', '(' .. sortable(floor))
end

-- Requests are work, not history: nobody archives them.
local request, groups = unfinished(backfill)
if request then
  redis.call('XTRIM', backfill, 'MINID', '=', request)
elseif groups > 0 then
  redis.call('XTRIM', backfill, 'MAXLEN', '=', 0)
end
return line
