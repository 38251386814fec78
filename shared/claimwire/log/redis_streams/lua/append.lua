-- Append events in order, each only if its article's head is the expected one.
--
-- KEYS: clock, barred, the streams in order, then the slots of the ring of heads
-- ARGV: number of streams, index of the control stream, slot milliseconds, known_until ("ms-seq"), number of items,
--       then per item
--       stream index, article id ("" for none), expected head ("" for none), new head, number of strings, the strings
local clock_key, barred, streams = KEYS[1], KEYS[2], tonumber(ARGV[1])
local control, slot_ms, known_until, items = KEYS[2 + ARGV[2]], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local slots = #KEYS - 2 - streams

must_be(barred, 'set')
for i = 3 + streams, #KEYS do must_be(KEYS[i], 'hash') end
local now, ms, seq, last_ms, last_seq = read_clock(clock_key, 3, 2 + streams)
local born = birth(clock_key, now)
local some_barred = redis.call('SCARD', barred) > 0

-- Slots of the ring are named by the time they cover; one found with an older name is emptied before use.
-- The time is that of the ids: the server's may go back, and heads of a slot that is yet to come are not found.
local newest = math.floor(ms / slot_ms)
local function slot_key(name) return KEYS[3 + streams + name % slots] end
for name = newest - slots + 1, newest do
  local stored = redis.call('HGET', slot_key(name), '')
  if stored and tonumber(stored) < name then redis.call('UNLINK', slot_key(name)) end
end

-- Asked for all at once: one by one, the lookups in every slot would be most of this script's work.
local articles, at = {}, 6
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

move_clock(clock_key, ms, seq + items - 1)

local outcomes, used, current, named = {}, 0, slot_key(newest), false
local prefix = string.format('%.0f-', ms)
at = 6
for item = 1, items do
  local stream, article = KEYS[2 + tonumber(ARGV[at])], ARGV[at + 1]
  local expected, head, strings = ARGV[at + 2], ARGV[at + 3], tonumber(ARGV[at + 4])
  local first = at + 5
  at = first + strings
  local actual = head_of[article]
  if some_barred and stream ~= control and is_barred(barred, first, at - 1) then
    outcomes[item] = {'barred', ''}
  elseif article ~= '' and actual and actual ~= expected then
    outcomes[item] = {'moved', actual}
  elseif article ~= '' and not actual and not sender_knows then
    outcomes[item] = {'behind', ''}
  else
    local id = prefix .. string.format('%.0f', seq + used)
    used = used + 1
    add(stream, id, first, first + strings - 1)
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
if used < items then give_back(clock_key, ms, seq, used, last_ms, last_seq) end
return outcomes
