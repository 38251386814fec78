-- What every script that writes begins with: key types, which log this is, and the next entry ids of its clock.

-- The epoch that the caller knows comes last; empty from one that has not opened the log.
local epoch = table.remove(ARGV)

local function must_be(key, kind)
  local found = redis.call('TYPE', key).ok
  if found ~= 'none' and found ~= kind then
    error({err = 'WRONGTYPE ' .. key .. ' is a ' .. found .. ', not a ' .. kind})
  end
end

-- Whether an entry has more strings than Lua hands on in one call, which are some 8,000.
local function is_wide(strings) return strings > 7000 end

-- An entry that is further ahead of all clocks has `mend` write its stream again.
local most_ahead_ms = 24 * 60 * 60 * 1000

-- The time, the first id of a block of new ones, and the last id that any of the streams KEYS[first..last] holds.
local function read_clock(clock_key, first, last)
  -- If this check is removed, a key of another type fails in the middle and half a batch stays written.
  must_be(clock_key, 'hash')
  -- Behind an address that stays the same there may be another server by now, or an emptied one.
  if epoch ~= '' and redis.call('HGET', clock_key, 'epoch') ~= epoch then
    error({err = 'WRONGEPOCH this is not the log of epoch ' .. epoch})
  end
  for i = first, last do must_be(KEYS[i], 'stream') end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local given = redis.call('HMGET', clock_key, 'ms', 'seq')
  local last_ms, last_seq = tonumber(given[1] or 0), tonumber(given[2] or 0)
  -- A stranger's entry may be ahead of our clock; without this look every later write would be refused.
  local ahead = math.max(now, last_ms) + most_ahead_ms
  for i = first, last do
    local top = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1]
    if top then
      local top_ms, top_seq = string.match(top[1], '^(%d+)-(%d+)$')
      top_ms, top_seq = tonumber(top_ms), tonumber(top_seq)
      -- Ids cannot go back: following it would misdate all that comes, and after the greatest id nothing can.
      if top_ms > ahead then
        error({err = 'FUTUREID ' .. KEYS[i]})
      end
      if top_ms > last_ms or (top_ms == last_ms and top_seq > last_seq) then last_ms, last_seq = top_ms, top_seq end
    end
  end
  if now > last_ms then return now, now, 0, last_ms, last_seq end
  return now, last_ms, last_seq + 1, last_ms, last_seq
end

-- Give the ids of a block away. The clock moves before anything is added: an error then leaves a gap in the
-- numbers, never the same id twice.
local function move_clock(clock_key, ms, last_seq)
  redis.call('HSET', clock_key, 'ms', string.format('%.0f', ms), 'seq', string.format('%.0f', last_seq))
end

-- Take back what no entry got of a block of ids. If this is removed, the log's end is an id that nobody ever reads,
-- and whoever waits until a reader has come there waits in vain.
local function give_back(clock_key, ms, seq, used, last_ms, last_seq)
  if used > 0 then last_ms, last_seq = ms, seq + used - 1 end
  move_clock(clock_key, last_ms, last_seq)
end

-- When the log was first written to; 0 where that was before births were recorded.
local function birth(clock_key, now)
  local known = redis.call('HMGET', clock_key, 'ms', 'born')
  if not known[1] then redis.call('HSET', clock_key, 'born', string.format('%.0f', now)) end
  return tonumber(known[2] or (known[1] and 0 or now))
end

-- Record the last id of the streams KEYS[first..last] before entries go. If this is removed, a stranger's entry
-- from the future may go unseen, and the next id falls below the one it had: the server refuses every write.
local function keep_clock(clock_key, first, last)
  local now, _, _, last_ms, last_seq = read_clock(clock_key, first, last)
  birth(clock_key, now)
  move_clock(clock_key, last_ms, last_seq)
end

-- Add an entry, written as ARGV[first..last].
local function add(stream, id, first, last)
  local answer = redis.pcall('XADD', stream, id, unpack(ARGV, first, last))
  if type(answer) == 'table' and answer.err then
    local top = string.find(answer.err, 'equal or smaller', 1, true) or string.find(answer.err, 'exhausted', 1, true)
    -- A stream remembers its greatest id when the entry is deleted, and nothing else shows it.
    error(top and {err = 'FUTUREID ' .. stream} or answer)
  end
end
