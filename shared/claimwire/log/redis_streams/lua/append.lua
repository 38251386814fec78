-- Append events in order, each only if its article's head is the expected one.
--
-- KEYS: clock, the streams in order, then the slots of the ring of heads
-- ARGV: number of streams, slot milliseconds, known_until ("ms-seq"), number of items, then per item
--       stream index, article id ("" for none), expected head ("" for none), new head, number of strings, the strings
local clock_key, streams = KEYS[1], tonumber(ARGV[1])
local slot_ms, known_until, items = tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4])
local slots = #KEYS - 1 - streams

local function must_be(key, kind)
  local found = redis.call('TYPE', key).ok
  if found ~= 'none' and found ~= kind then
    error({err = 'WRONGTYPE ' .. key .. ' is a ' .. found .. ', not a ' .. kind})
  end
end
-- If this check is removed, a key of another type fails in the middle and half a batch stays written.
must_be(clock_key, 'hash')
for i = 2, 1 + streams do must_be(KEYS[i], 'stream') end
for i = 2 + streams, #KEYS do must_be(KEYS[i], 'hash') end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = redis.call('HMGET', clock_key, 'ms', 'seq', 'born')
local last_ms, last_seq = tonumber(last[1] or 0), tonumber(last[2] or 0)
if not last[1] then redis.call('HSET', clock_key, 'born', string.format('%.0f', now)) end
local born = tonumber(last[3] or (last[1] and 0 or now))
-- A stranger's entry may be ahead of our clock; without this look every later write would be refused.
for i = 2, 1 + streams do
  local top = redis.call('XREVRANGE', KEYS[i], '+', '-', 'COUNT', 1)[1]
  if top then
    local top_ms, top_seq = string.match(top[1], '^(%d+)-(%d+)$')
    top_ms, top_seq = tonumber(top_ms), tonumber(top_seq)
    if top_ms > last_ms or (top_ms == last_ms and top_seq > last_seq) then last_ms, last_seq = top_ms, top_seq end
  end
end
local ms, seq = now, 0
if now <= last_ms then ms, seq = last_ms, last_seq + 1 end

-- Slots of the ring are named by the time they cover; one found with an older name is emptied before use.
-- The time is that of the ids: the server's may go back, and heads of a slot that is yet to come are not found.
local newest = math.floor(ms / slot_ms)
local function slot_key(name) return KEYS[2 + streams + name % slots] end
for name = newest - slots + 1, newest do
  local stored = redis.call('HGET', slot_key(name), '')
  if stored and tonumber(stored) < name then redis.call('UNLINK', slot_key(name)) end
end

-- Asked for all at once: one by one, the lookups in every slot would be most of this script's work.
local articles, at = {}, 5
for _ = 1, items do
  if ARGV[at + 1] ~= '' then articles[#articles + 1] = ARGV[at + 1] end
  at = at + 5 + tonumber(ARGV[at + 4])
end
local head_of, slot_of = {}, {}
for name = newest - slots + 1, newest do
  -- Lua refuses to spread some thousands of values at once.
  for first = 1, #articles, 1000 do
    local heads = redis.call('HMGET', slot_key(name), unpack(articles, first, math.min(first + 999, #articles)))
    for i, head in ipairs(heads) do
      local article = articles[first + i - 1]
      if head then head_of[article], slot_of[article] = head, slot_key(name) end
    end
  end
end

local known_ms, known_seq = string.match(known_until, '^(%d+)-(%d+)$')
known_ms, known_seq = tonumber(known_ms), tonumber(known_seq)
-- What the ring has forgotten the sender must know: all before the ring's first slot, or all there is.
-- A log younger than the ring has forgotten nothing.
local ring_start = (newest - slots + 1) * slot_ms
local sender_knows = born >= ring_start or known_ms >= ring_start
  or known_ms > last_ms or (known_ms == last_ms and known_seq >= last_seq)

-- The clock moves first: an error below then leaves a gap in the numbers, never the same id twice.
redis.call('HSET', clock_key, 'ms', string.format('%.0f', ms), 'seq', string.format('%.0f', seq + items - 1))

local outcomes, current, named = {}, slot_key(newest), false
local prefix = string.format('%.0f-', ms)
at = 5
for item = 1, items do
  local stream, article = KEYS[1 + tonumber(ARGV[at])], ARGV[at + 1]
  local expected, head, strings = ARGV[at + 2], ARGV[at + 3], tonumber(ARGV[at + 4])
  local first = at + 5
  at = first + strings
  local actual = head_of[article]
  if article ~= '' and actual and actual ~= expected then
    outcomes[item] = {'moved', actual}
  elseif article ~= '' and not actual and not sender_knows then
    outcomes[item] = {'behind', ''}
  else
    local id = prefix .. string.format('%.0f', seq + item - 1)
    redis.call('XADD', stream, id, unpack(ARGV, first, first + strings - 1))
    if article ~= '' then
      local slot = slot_of[article]
      if slot and slot ~= current then redis.call('HDEL', slot, article) end
      if not named then redis.call('HSET', current, '', string.format('%.0f', newest)) end
      redis.call('HSET', current, article, head)
      head_of[article], slot_of[article], named = head, current, true
    end
    outcomes[item] = {'added', id}
  end
end
return outcomes
