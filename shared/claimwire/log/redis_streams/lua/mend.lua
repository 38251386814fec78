-- Write a stream again whose top is a stranger's id of the far future: ids cannot go back, whatever is deleted.
-- All entries and groups stay; the stranger's entries get ids of their own.
--
-- KEYS: clock, the stream, a key to keep the old stream under meanwhile
-- Returns the number of entries that got another id.
local clock_key, stream, old = KEYS[1], KEYS[2], KEYS[3]
must_be(stream, 'stream')
must_be(old, 'stream')
local _, ms, seq, last_ms = read_clock(clock_key, 1, 0)
local now = redis.call('TIME')[1] * 1000
local ahead = math.max(now, last_ms) + most_ahead_ms
local prefix = string.format('%.0f-', ms)

redis.call('RENAME', stream, old)
local last, moved, from = '0-0', {}, '-'
repeat
  local page = redis.call('XRANGE', old, from, '+', 'COUNT', 500)
  for _, entry in ipairs(page) do
    if tonumber(string.match(entry[1], '^(%d+)')) > ahead then
      moved[#moved + 1] = entry[2]
    else
      last = entry[1]
      redis.call('XADD', stream, last, unpack(entry[2]))
    end
  end
  from = #page == 500 and '(' .. page[500][1]
until not from

for _, about in ipairs(redis.call('XINFO', 'GROUPS', old)) do
  local group = {}
  for i = 1, #about, 2 do group[about[i]] = about[i + 1] end
  redis.call('XGROUP', 'CREATE', stream, group.name, earlier(group['last-delivered-id'], last), 'MKSTREAM')
  from = '-'
  repeat
    local page = redis.call('XPENDING', old, group.name, from, '+', 500)
    for _, held in ipairs(page) do
      redis.call('XCLAIM', stream, group.name, held[2], 0, held[1], 'IDLE', held[3], 'RETRYCOUNT', held[4], 'FORCE', 'JUSTID')
    end
    from = #page == 500 and '(' .. page[500][1]
  until not from
end

if #moved > 0 then move_clock(clock_key, ms, seq + #moved - 1) end
for i, fields in ipairs(moved) do
  redis.call('XADD', stream, prefix .. string.format('%.0f', seq + i - 1), unpack(fields))
end
redis.call('UNLINK', old)
return #moved
