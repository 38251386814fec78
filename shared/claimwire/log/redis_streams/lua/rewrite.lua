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
  copy_groups(old, stream, last)
  redis.call('UNLINK', old)
  return left_out
end
