-- Write a stream again, with its groups and all they have pending, except for entries dated later than `latest_ms`.
-- Returns the fields of those. `old` keeps the old stream meanwhile.
local function rewrite(stream, old, latest_ms)
  must_be(stream, 'stream')
  redis.call('RENAME', stream, old)
  local last, left_out, from = '0-0', {}, '-'
  repeat
    local page = redis.call('XRANGE', old, from, '+', 'COUNT', 500)
    for _, entry in ipairs(page) do
      if tonumber(string.match(entry[1], '^(%d+)')) > latest_ms then
        left_out[#left_out + 1] = entry[2]
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
    -- A group that was handed an entry of the future would else be handed nothing for as long.
    redis.call('XGROUP', 'CREATE', stream, group.name, earlier(group['last-delivered-id'], last), 'MKSTREAM')
    from = '-'
    repeat
      local page = redis.call('XPENDING', old, group.name, from, '+', 500)
      for _, held in ipairs(page) do
        local id, consumer, idle, attempts = held[1], held[2], held[3], held[4]
        redis.call(
          'XCLAIM', stream, group.name, consumer, 0, id, 'IDLE', idle, 'RETRYCOUNT', attempts, 'FORCE', 'JUSTID')
      end
      from = #page == 500 and '(' .. page[500][1]
    until not from
  end
  redis.call('UNLINK', old)
  return left_out
end
