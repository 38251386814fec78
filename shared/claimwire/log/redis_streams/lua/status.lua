-- How streams, groups and reported checkpoints stand, all at one moment. Writes nothing.
--
-- KEYS: checkpoints, the streams in order, then their tombstones
-- ARGV: number of streams, how many entries may be counted per reader, then the names of the streams
-- Returns milliseconds since 1970, then
--   per stream: length, last id,
--   per group: stream, name, last id taken, number pending, number behind, oldest unfinished id,
--   per checkpoint: reader, "id stream,stream", number behind, oldest unfinished id.
-- What is not there or not known is nil.
local checkpoints, streams, most = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])

local place = {}
for i = 1, streams do place[ARGV[2 + i]] = i end

local function there(i) return redis.call('EXISTS', KEYS[1 + i]) == 1 end

-- The first entry of a stream after an id, and the number of them, or nil when there are more than may be counted.
local function waiting(i, id, allowed)
  local found = redis.call('XRANGE', KEYS[1 + i], after(id), '+', 'COUNT', allowed + 1)
  return found[1] and found[1][1], #found <= allowed and #found or nil
end

local function flat(answer)
  local fields = {}
  for i = 1, #answer, 2 do fields[answer[i]] = answer[i + 1] end
  return fields
end

local kept, groups = {}, {}
for i = 1, streams do
  local newest = redis.call('XREVRANGE', KEYS[1 + i], '+', '-', 'COUNT', 1)[1]
  local grave = redis.call('ZREVRANGEBYLEX', KEYS[1 + streams + i], '+', '-', 'LIMIT', 0, 1)[1]
  local length = redis.call('XLEN', KEYS[1 + i]) + redis.call('ZCARD', KEYS[1 + streams + i])
  kept[i] = {length, later(newest and newest[1], grave and id_of(grave)) or false}
  for _, answer in ipairs(there(i) and redis.call('XINFO', 'GROUPS', KEYS[1 + i]) or {}) do
    local group = flat(answer)
    local last, lag = group['last-delivered-id'], group.lag
    -- After deletions the server answers nil; that is not 0, so the entries are counted instead.
    local first, counted = waiting(i, last, lag and 0 or most)
    -- Whether anything waits is seen, not computed: what waits until all is done relies on this 0.
    local behind = first and (lag and math.max(lag, 1) or counted) or not first and 0
    local oldest = group.pending > 0 and redis.call('XPENDING', KEYS[1 + i], group.name)[2]
    groups[#groups + 1] = {
      ARGV[2 + i], group.name, last, group.pending, behind or false, earlier(first, oldest) or false,
    }
  end
end

local readers, reported = {}, redis.call('HGETALL', checkpoints)
for n = 1, #reported, 2 do
  local position, names = string.match(reported[n + 1], '^(%d+%-%d+) (.*)$')
  local bound, total, oldest = '(' .. sortable(position) .. '\255', 0, nil
  for name in string.gmatch(names, '[^,]+') do
    local i = place[name]
    local graves = redis.call('ZLEXCOUNT', KEYS[1 + streams + i], bound, '+')
    local first, counted = waiting(i, position, math.max(most - (total or most), 0))
    local grave = redis.call('ZRANGEBYLEX', KEYS[1 + streams + i], bound, '+', 'LIMIT', 0, 1)[1]
    oldest = earlier(oldest, earlier(first, grave and id_of(grave)))
    total = total and counted and total + counted + graves
  end
  readers[#readers + 1] = {reported[n], reported[n + 1], total or false, oldest or false}
end

local time = redis.call('TIME')
return {time[1] * 1000 + math.floor(time[2] / 1000), kept, groups, readers}
